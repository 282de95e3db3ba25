import { unseenItems } from "./unseen-items.js";

/** Tells whether every item that no other demand looks at passes. */
export function unseenItemsAre(items, look, is) {
  return unseenItems(items, look).every((i) => is(items[i]));
}
