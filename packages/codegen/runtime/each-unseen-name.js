import { unseenNames } from "./unseen-names.js";
import { within } from "./within.js";

/** Checks every property that no other demand looks at, until the limit of issues is reached. */
export function eachUnseenName(object, sink, look, collect) {
  for (const name of unseenNames(object, look)) {
    if (sink.left <= 0) return;
    within(object[name], sink, name, collect);
  }
}
