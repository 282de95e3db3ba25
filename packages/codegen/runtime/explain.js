import { closest } from "./closest.js";
import { describe } from "./describe.js";
import { oneOf } from "./one-of.js";
import { pathOf } from "./path-of.js";
import { pointerOf } from "./pointer-of.js";

/** Puts into words what a check found in a value, with a guess at what was meant. */
export function explain({ value, path, code, expected, names }, root, check) {
  const name = path.at(-1);
  const issue = { pointer: pointerOf(path), code, expected, received: describe(value) };
  if (value === undefined && name !== undefined) {
    issue.code = "required";
    issue.expected = "a value";
    const near = closestBeside(path, root, check);
    if (near) issue.hint = `${JSON.stringify(near)} is there: did you mean ${JSON.stringify(name)}?`;
    return issue;
  }
  if (typeof expected !== "string") issue.expected = oneOf(expected);
  const near = names ? closest(name, names) : closest(value, expected);
  if (near) issue.hint = `did you mean ${JSON.stringify(near)}?`;
  return issue;
}

/** What stands beside a missing property under a name like it, and is nothing that the check asks for itself. */
function closestBeside(path, root, check) {
  const name = path.at(-1);
  const above = path.slice(0, -1);
  const others = Object.keys(above.reduce((value, part) => value[part], root)).slice(0, 64);
  // Most often nothing is like it, and the check needn't be run again.
  if (!closest(name, others)) return undefined;
  const asked = new Set();
  const onAsked = (sink, part) => pathOf(sink).join() === above.join() && asked.add(part);
  check(root, { all: { found: [], limit: 1000, tries: 64, onAsked } });
  return closest(
    name,
    others.filter((other) => !asked.has(other)),
  );
}
