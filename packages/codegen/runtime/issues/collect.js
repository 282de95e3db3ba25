import { placeIn } from "./place-in.js";
/*:: import type { $Found } from "./place-in.js"; */
/*:: import type { $Place } from "./place-in.js"; */

/*::
/** Tells whether a value fits. With a place, it collects issues there, and returns whether there is room for more. *\/
export type $Check = (value: unknown, place?: $Place) => boolean;
*/

/** What a check finds in a value: at most `limit` issues, and those found with the last one. */
export function collect(
  value /*: unknown */,
  check /*: $Check */,
  limit /*: number */,
  onAsked /*?: (part: $Place) => unknown */,
) /*: $Found[] */ {
  const all /*: $Place["all"] */ = { found: [], limit, onAsked, tries: 64 };
  check(value, placeIn(all));
  return all.found;
}
