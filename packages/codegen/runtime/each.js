import { lengthOf } from "./length-of.js";
/*:: import type { Place } from "./place.js"; */
/*:: import type { Check } from "./check.js"; */

/** Checks the items of an array from one on. */
export function each(
  items /*: readonly any[] */,
  sink /*: Place | undefined */,
  from /*: number */,
  check /*: Check */,
) /*: boolean */ {
  for (let i = from, length = lengthOf(items); i < length; i += 1) if (!check(items[i], sink?.at(i))) return false;
  return true;
}
