import { namesOf } from "./names-of.js";
/*:: import type { Place } from "./place.js"; */
/*:: import type { Check } from "./check.js"; */

/** Checks every property whose name matches a pattern. */
export function eachMatching(
  object /*: any */,
  sink /*: Place | undefined */,
  pattern /*: RegExp */,
  check /*: Check */,
) /*: boolean */ {
  return namesOf(object).every((name) => !pattern.test(name) || check(object[name], sink?.at(name)));
}
