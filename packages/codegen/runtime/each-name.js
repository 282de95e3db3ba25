import { namesOf } from "./names-of.js";
/*:: import type { $Place } from "./place-in.js"; */
/*:: import type { $Check } from "./collect.js"; */

/** Checks the name of every property. */
export function eachName(object /*: any */, sink /*: $Place | undefined */, check /*: $Check */) /*: boolean */ {
  return namesOf(object).every((name) => check(name, sink?.at(name)));
}
