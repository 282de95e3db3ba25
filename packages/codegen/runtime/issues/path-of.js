/*:: import type { $Place } from "./place-in.js"; */

/** The names that lead to a place. */
export function pathOf({ up, name } /*: $Place */) /*: (string | number)[] */ {
  if (!up) return [];
  const path = pathOf(up);
  path.push(name);
  return path;
}
