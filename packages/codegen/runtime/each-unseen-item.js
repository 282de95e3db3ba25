import { lengthOf } from "./length-of.js";

/** Checks every item that no other demand looks at. */
export function eachUnseenItem(items, sink, look, check) {
  const length = lengthOf(items);
  const seen = new Set();
  look(items, seen);
  for (let i = 0; i < length; i += 1) if (!seen.has(i) && !check(items[i], sink?.at(i))) return false;
  return true;
}
