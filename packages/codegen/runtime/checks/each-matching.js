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
  for (const name of Object.keys(object)) {
    const value = object[name];
    if (value !== undefined && pattern.test(name) && !check(value, place?.at(name))) return false;
  }
  return true;
}
