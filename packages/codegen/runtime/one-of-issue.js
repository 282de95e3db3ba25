import { choiceIssue } from "./choice-issue.js";
import { issue } from "./issue.js";
/*:: import type { Place } from "./place.js"; */
/*:: import type { Check } from "./check.js"; */

/** Says which branches a value fits, where only one may be; where it fits none, why. */
export function oneOfIssue(
  value /*: any */,
  sink /*: Place | undefined */,
  expected /*: readonly string[] */,
  branches /*: readonly Check[] */,
) /*: boolean */ {
  if (!sink) return false;
  const fitting = expected.filter((_, i) => branches[i]?.(value));
  return fitting.length
    ? issue(
        value,
        sink,
        "oneOf",
        `a value that fits only one of these, not ${fitting.length}: ${fitting.join(", or ")}`,
      )
    : choiceIssue(value, sink, expected.join(", or "), branches, "oneOf");
}
