import { namesOf } from "./names-of.js";
import { within } from "./within.js";

/** Checks every property whose name matches a pattern, until the limit of issues is reached. */
export function eachMatching(object, sink, pattern, collect) {
  for (const name of namesOf(object)) {
    if (sink.left <= 0) return;
    if (pattern.test(name)) within(object[name], sink, name, collect);
  }
}
