import { closest } from "./closest.js";
import { describe } from "./describe.js";
import { oneOf } from "./one-of.js";
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
  const above = path.slice(0, -1);
  const object = above.reduce((value, name) => value[name], root);
  // Most often nothing is like it, and the check needn't be asked.
  if (!closest(path.at(-1), Object.keys(object))) return undefined;
  const asked = [];
  check(root, { all: { found: [], limit: Infinity, tries: 64, asked } });
  return closest(
    path.at(-1),
    Object.keys(object).filter((name) => !asked.includes([...above, name].join())),
  );
}
