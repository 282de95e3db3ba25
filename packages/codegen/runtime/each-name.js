import { namesOf } from "./names-of.js";
import { within } from "./within.js";

/** Checks the name of every property, until the limit of issues is reached. */
export function eachName(object, sink, collect) {
  for (const name of namesOf(object)) {
    if (sink.left <= 0) return;
    within(name, sink, name, collect);
  }
}
