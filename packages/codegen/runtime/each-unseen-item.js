/** Checks every item that no other demand looks at. */
export function eachUnseenItem(items, sink, look, check) {
  const seen = new Set();
  look(items, seen);
  return items.every((item, i) => seen.has(i) || check(item, sink?.at(i)));
}
