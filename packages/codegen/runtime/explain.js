import { closest } from "./closest.js";
import { collect } from "./collect.js";
import { describe } from "./describe.js";
import { pathOf } from "./path-of.js";
import { inWords } from "./in-words.js";
import { pointerOf } from "./pointer-of.js";

/** Puts into words what a check found in a value, with a guess at what was meant. */
export function explain({ value, path, code, expected, names }, root, check) {
  const name = path.at(-1);
  const isMissing = value === undefined && path.length > 0;
  const near = isMissing ? closestBeside(path, root, check) : closest(names ? name : value, names ?? expected);
  const issue = {
    pointer: pointerOf(path),
    code: isMissing ? "required" : code,
    expected: isMissing ? "a value" : inWords(expected),
    received: describe(value),
  };
  if (near) {
    issue.hint = isMissing
      ? `${JSON.stringify(near)} is there: did you mean ${JSON.stringify(name)}?`
      : `did you mean ${JSON.stringify(near)}?`;
  }
  return issue;
}

/** What stands beside a missing property under a name like it, and is nothing that the check asks for itself. */
function closestBeside(path, root, check) {
  const name = path.at(-1);
  const above = path.slice(0, -1);
  const others = Object.keys(above.reduce((value, part) => value[part], root)).slice(0, 64);
  // Most often nothing is like it, and the check needn't be run again.
  if (!closest(name, others)) return undefined;
  const asked = [];
  collect(root, check, 1000, (sink, part) => pathOf(sink).join() === above.join() && asked.push(part));
  return closest(
    name,
    others.filter((other) => !asked.includes(other)),
  );
}
