/*:: import type { $Place } from "../issues/place-in.js"; */
/*:: import type { $Check } from "../issues/collect.js"; */
/*:: import type { $JsonObject } from "./json-object.js"; */

/** Checks every property but those named or matched. */
export function eachOther(
  object /*: $JsonObject */,
  place /*: $Place | undefined */,
  named /*: readonly string[] */,
  patterns /*: readonly RegExp[] */,
  check /*: $Check */,
) /*: boolean */ {
  for (const name of Object.keys(object)) {
    const value = object[name];
    const isOther = value !== undefined && !named.includes(name) && !patterns.some((pattern) => pattern.test(name));
    if (isOther && !check(value, place?.at(name))) return false;
  }
  return true;
}
