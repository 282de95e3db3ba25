import { namesOf } from "./names-of.js";

/** Tells whether the name of every property passes. */
export function namesAre(object, is) {
  return namesOf(object).every((name) => is(name));
}
