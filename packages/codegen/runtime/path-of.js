/*:: import type { Place } from "./place.js"; */

/** The names that lead to a place. */
export function pathOf({ up, name } /*: any */) /*: any[] */ {
  if (!up) return [];
  const path = pathOf(up);
  path.push(name);
  return path;
}
