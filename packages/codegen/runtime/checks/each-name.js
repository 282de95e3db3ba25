/*:: import type { $Place } from "../issues/place-in.js"; */
/*:: import type { $Check } from "../issues/collect.js"; */
/*:: import type { $JsonObject } from "./json-object.js"; */

/** Checks the name of every property. */
export function eachName(
  object /*: $JsonObject */,
  place /*: $Place | undefined */,
  check /*: $Check */,
) /*: boolean */ {
  for (const name of Object.keys(object)) {
    if (object[name] !== undefined && !check(name, place?.at(name))) return false;
  }
  return true;
}
