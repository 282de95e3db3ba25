import { namesOf } from "./names-of.js";

/** Checks every property whose name matches a pattern. */
export function eachMatching(object, sink, pattern, check) {
  return namesOf(object).every((name) => !pattern.test(name) || check(object[name], sink?.at(name)));
}
