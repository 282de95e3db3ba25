/*:: import type { $Place } from "../issues/place-in.js"; */
/*:: import type { $Check } from "../issues/collect.js"; */
/*:: import type { $JsonObject } from "./json-object.js"; */

/** Checks every property. */
export function eachProperty(
  object /*: $JsonObject */,
  place /*: $Place | undefined */,
  check /*: $Check */,
) /*: boolean */ {
  for (const name of Object.keys(object)) {
    const value = object[name];
    if (value !== undefined && !check(value, place?.at(name))) return false;
  }
  return true;
}
