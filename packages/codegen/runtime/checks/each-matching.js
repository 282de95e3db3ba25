import { namesOf } from "./names-of.js";
/*:: import type { $Place } from "../issues/place-in.js"; */
/*:: import type { $Check } from "../issues/collect.js"; */
/*:: import type { $JsonObject } from "./json-object.js"; */

/** Checks every property whose name matches a pattern. */
export function eachMatching(
  object /*: $JsonObject */,
  place /*: $Place | undefined */,
  pattern /*: RegExp */,
  check /*: $Check */,
) /*: boolean */ {
  return namesOf(object).every((name) => !pattern.test(name) || check(object[name], place?.at(name)));
}
