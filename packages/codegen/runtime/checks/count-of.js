import { lengthOf } from "./length-of.js";
/*:: import type { $Check } from "../issues/collect.js"; */

/** How many items of an array pass. */
export function countOf(items /*: readonly unknown[] */, is /*: $Check */) /*: number */ {
  const length = lengthOf(items);
  let count = 0;
  for (let i = 0; i < length; i += 1) if (is(items[i])) count += 1;
  return count;
}
