import { namesOf } from "./names-of.js";
/*:: import type { $Place } from "../issues/place-in.js"; */
/*:: import type { $Check } from "../issues/collect.js"; */
/*:: import type { $JsonObject } from "./json-object.js"; */

/** Checks the name of every property. */
export function eachName(object /*: $JsonObject */, place /*: $Place | undefined */, check /*: $Check */) /*: boolean */ {
  return namesOf(object).every((name) => check(name, place?.at(name)));
}
