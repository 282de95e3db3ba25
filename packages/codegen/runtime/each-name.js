import { namesOf } from "./names-of.js";
/*:: import type { Place } from "./place.js"; */
/*:: import type { Check } from "./check.js"; */

/** Checks the name of every property. */
export function eachName(object /*: any */, sink /*: Place | undefined */, check /*: Check */) /*: boolean */ {
  return namesOf(object).every((name) => check(name, sink?.at(name)));
}
