import { unseenItems } from "./unseen-items.js";
import { within } from "./within.js";

/** Checks every item that no other demand looks at, until the limit of issues is reached. */
export function eachUnseenItem(items, sink, look, collect) {
  for (const i of unseenItems(items, look)) {
    if (sink.left <= 0) return;
    within(items[i], sink, i, collect);
  }
}
