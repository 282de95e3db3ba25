import { lengthOf } from "./length-of.js";
/*:: import type { Place } from "./place.js"; */
/*:: import type { Check } from "./check.js"; */

/** Checks every item that no other demand looks at. */
export function eachUnseenItem(
  items /*: readonly any[] */,
  sink /*: Place | undefined */,
  look /*: (value: any, seen: Set<unknown>) => void */,
  check /*: Check */,
) /*: boolean */ {
  const length = lengthOf(items);
  const seen = new Set /*:: <unknown> */();
  look(items, seen);
  for (let i = 0; i < length; i += 1) if (!seen.has(i) && !check(items[i], sink?.at(i))) return false;
  return true;
}
