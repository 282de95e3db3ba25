/** The indices of the items that no other demand looks at. */
export function unseenItems(items, look) {
  const seen = new Set();
  look(items, seen);
  return [...items.keys()].filter((i) => !seen.has(i));
}
