import { closest } from "./closest.js";
import { describe } from "./describe.js";
import { inWords } from "./in-words.js";
import { pointerOf } from "./pointer-of.js";
/*:: import type { $Found } from "./place-in.js"; */
/*:: import type { Issue } from "./reported.js"; */

/** Puts into words what a check found in a value, with a guess at what was meant. */
export function explain(
  { value, path, code, expected, names } /*: $Found */,
  root /*: unknown */,
  isAsked /*: (path: readonly (string | number)[]) => boolean */,
) /*: Issue */ {
  const above = [...path];
  const name = above.pop();
  const isMissing = value === undefined && name !== undefined;
  const near = isMissing ? closestBeside(name, above, root, isAsked) : closest(names ? name : value, names ?? expected);
  return {
    pointer: pointerOf(path),
    code: isMissing ? "required" : code,
    expected: isMissing ? "a value" : inWords(expected),
    received: describe(value),
    ...(near && {
      hint: isMissing
        ? `${JSON.stringify(near)} is there: did you mean ${JSON.stringify(name)}?`
        : `did you mean ${JSON.stringify(near)}?`,
    }),
  };
}

/** What stands beside a missing property under a name like it, and is nothing that the check asks for itself. */
function closestBeside(
  name /*: unknown */,
  above /*: readonly (string | number)[] */,
  root /*: unknown */,
  isAsked /*: (path: readonly (string | number)[]) => boolean */,
) /*: string */ {
  let beside = root; /*:: as Readonly<Record<string, unknown>> */
  for (const part of above) beside = beside[part]; /*:: as Readonly<Record<string, unknown>> */
  const others = Object.keys(beside).slice(0, 64);
  // Most often nothing is like it, and the check needn't be run again.
  return (
    closest(name, others) &&
    closest(
      name,
      others.filter((other) => !isAsked([...above, other])),
    )
  );
}
