import { namesOf } from "./names-of.js";

/** The properties of an object that no other demand looks at. */
export function unseenNames(object, look) {
  const seen = new Set();
  look(object, seen);
  return namesOf(object).filter((name) => !seen.has(name));
}
