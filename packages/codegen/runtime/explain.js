import { closest } from "./closest.js";
import { describe } from "./describe.js";
import { inWords } from "./in-words.js";
import { pointerOf } from "./pointer-of.js";

/** Puts into words what a check found in a value, with a guess at what was meant. */
export function explain({ value, path, code, expected, names }, root, isAsked) {
  const name = path[path.length - 1];
  const isMissing = value === undefined && path.length > 0;
  const near = isMissing
    ? closestBeside(name, path.slice(0, -1), root, isAsked)
    : closest(names ? name : value, names ?? expected);
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
function closestBeside(name, above, value, isAsked) {
  for (const part of above) value = value[part];
  const others = Object.keys(value).slice(0, 64);
  // Most often nothing is like it, and the check needn't be run again.
  return (
    closest(name, others) &&
    closest(
      name,
      others.filter((other) => !isAsked([...above, other])),
    )
  );
}
