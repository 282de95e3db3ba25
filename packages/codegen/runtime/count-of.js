/** How many items of an array pass. */
export function countOf(items, is) {
  let count = 0;
  for (const item of items) if (is(item)) count += 1;
  return count;
}
