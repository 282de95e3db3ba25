import { within } from "./within.js";

/** Checks the items of an array from one on, until the limit of issues is reached. */
export function each(items, sink, from, collect) {
  for (let i = from; i < items.length && sink.left > 0; i += 1) {
    within(items[i], sink, i, collect);
  }
}
