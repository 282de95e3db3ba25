import { namesOf } from "./names-of.js";

/** Tells whether every property whose name matches a pattern passes. */
export function matchingAre(object, pattern, is) {
  return namesOf(object).every((name) => !pattern.test(name) || is(object[name]));
}
