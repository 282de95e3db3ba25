import { choiceIssue } from "./choice-issue.js";
import { issue } from "./issue.js";
/*:: import type { $Place } from "./place-in.js"; */
/*:: import type { $Check } from "./collect.js"; */

/** Says which branches a value fits, where only one may be; where it fits none, why. */
export function oneOfIssue(
  value /*: unknown */,
  place /*: $Place | undefined */,
  expected /*: readonly string[] */,
  branches /*: readonly $Check[] */,
) /*: boolean */ {
  if (!place) return false;
  const fitting = expected.filter((_, i) => branches[i]?.(value));
  return fitting.length
    ? issue(
        value,
        place,
        "oneOf",
        `a value that fits only one of these, not ${fitting.length}: ${fitting.join(", or ")}`,
      )
    : choiceIssue(value, place, expected.join(", or "), branches, "oneOf");
}
