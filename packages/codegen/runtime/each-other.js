/*:: import type { Place } from "./place.js"; */
/*:: import type { Check } from "./check.js"; */

/** Checks every property but those named or matched. */
export function eachOther(
  object /*: any */,
  sink /*: Place | undefined */,
  named /*: readonly string[] */,
  patterns /*: readonly RegExp[] */,
  check /*: Check */,
) /*: boolean */ {
  for (const name of Object.keys(object)) {
    const value = object[name];
    const isOther = value !== undefined && !named.includes(name) && !patterns.some((pattern) => pattern.test(name));
    if (isOther && !check(value, sink?.at(name))) return false;
  }
  return true;
}
