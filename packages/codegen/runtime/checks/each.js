import { lengthOf } from "./length-of.js";
/*:: import type { $Place } from "../issues/place-in.js"; */
/*:: import type { $Check } from "../issues/collect.js"; */

/** Checks the items of an array from one on. */
export function each(
  items /*: readonly unknown[] */,
  place /*: $Place | undefined */,
  from /*: number */,
  check /*: $Check */,
) /*: boolean */ {
  for (let i = from, length = lengthOf(items); i < length; i += 1) if (!check(items[i], place?.at(i))) return false;
  return true;
}
