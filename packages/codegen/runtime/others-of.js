import { namesOf } from "./names-of.js";

/** The properties of an object that are neither named nor matched by a pattern. */
export function othersOf(object, named, patterns) {
  return namesOf(object).filter((name) => !named.includes(name) && !patterns.some((pattern) => pattern.test(name)));
}
