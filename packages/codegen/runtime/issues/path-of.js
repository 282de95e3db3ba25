/*:: import type { $Place } from "./place-in.js"; */

/** The names that lead to a place. */
export function pathOf(place /*: $Place */) /*: (string | number)[] */ {
  const path /*: (string | number)[] */ = [];
  for (let at = place; at.up; at = at.up) path.unshift(at.name);
  return path;
}
