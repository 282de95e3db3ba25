import { namesOf } from "./names-of.js";

/** Checks every property that no other demand looks at. */
export function eachUnseenName(object, sink, look, check) {
  const seen = new Set();
  look(object, seen);
  return namesOf(object).every((name) => seen.has(name) || check(object[name], sink?.at(name)));
}
