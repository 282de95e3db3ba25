import { namesOf } from "./names-of.js";
/*:: import type { Place } from "./place.js"; */
/*:: import type { Check } from "./check.js"; */

/** Checks every property. */
export function eachProperty(object /*: any */, sink /*: Place | undefined */, check /*: Check */) /*: boolean */ {
  return namesOf(object).every((name) => check(object[name], sink?.at(name)));
}
