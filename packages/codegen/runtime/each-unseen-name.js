import { namesOf } from "./names-of.js";
/*:: import type { Place } from "./place.js"; */
/*:: import type { Check } from "./check.js"; */

/** Checks every property that no other demand looks at. */
export function eachUnseenName(
  object /*: any */,
  sink /*: Place | undefined */,
  look /*: (value: any, seen: Set<unknown>) => void */,
  check /*: Check */,
) /*: boolean */ {
  const seen = new Set /*:: <unknown> */();
  look(object, seen);
  return namesOf(object).every((name) => seen.has(name) || check(object[name], sink?.at(name)));
}
