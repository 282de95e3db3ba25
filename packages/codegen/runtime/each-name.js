import { namesOf } from "./names-of.js";

/** Checks the name of every property. */
export function eachName(object, sink, check) {
  return namesOf(object).every((name) => check(name, sink?.at(name)));
}
