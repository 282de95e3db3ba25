import { namesOf } from "./names-of.js";

/** Checks every property. */
export function eachProperty(object, sink, check) {
  return namesOf(object).every((name) => check(object[name], sink?.at(name)));
}
