/** Tells whether the items of an array from one on pass. */
export function itemsAre(items, from, is) {
  for (let i = from; i < items.length; i += 1) if (!is(items[i])) return false;
  return true;
}
