import { lengthOf } from "./length-of.js";
/*:: import type { $Place } from "../issues/place-in.js"; */
/*:: import type { $Check } from "../issues/collect.js"; */

/** Checks every item that no other demand looks at. */
export function eachUnseenItem(
  items /*: readonly unknown[] */,
  place /*: $Place | undefined */,
  look /*: (items: readonly unknown[], seen: Set<unknown>) => void */,
  check /*: $Check */,
) /*: boolean */ {
  const length = lengthOf(items);
  const seen = new Set /*:: <unknown> */();
  look(items, seen);
  for (let i = 0; i < length; i += 1) if (!seen.has(i) && !check(items[i], place?.at(i))) return false;
  return true;
}
