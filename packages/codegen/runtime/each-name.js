import { at } from "./at.js";
import { namesOf } from "./names-of.js";

/** Checks the name of every property. */
export function eachName(object, sink, check) {
  return namesOf(object).every((name) => check(name, at(sink, name)));
}
