import { placeIn } from "./place-in.js";
/*:: import type { Place } from "./place.js"; */
/*:: import type { Check } from "./check.js"; */
/*:: import type { Found } from "./found.js"; */

/** What a check finds in a value: at most `limit` issues, and those found with the last one. */
export function collect(
  value /*: any */,
  check /*: Check */,
  limit /*: number */,
  onAsked /*?: (above: Place) => unknown */,
) /*: Found[] */ {
  const all /*: Place["all"] */ = { found: [], limit, onAsked, tries: 64 };
  check(value, placeIn(all));
  return all.found;
}
