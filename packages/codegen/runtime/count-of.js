import { lengthOf } from "./length-of.js";

/** How many items of an array pass. */
export function countOf(items, is) {
  const length = lengthOf(items);
  let count = 0;
  for (let i = 0; i < length; i += 1) if (is(items[i])) count += 1;
  return count;
}
