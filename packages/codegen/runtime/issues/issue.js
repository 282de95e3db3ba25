import { pathOf } from "./path-of.js";
/*:: import type { $Place } from "./place-in.js"; */

/**
 * Reports a failed check. Without a place, returns `false`; with one, collects an issue, and returns whether there is
 * room for more.
 *
 * Issues are put into words once all are collected.
 */
export function issue(
  value /*: unknown */,
  place /*: $Place | undefined */,
  code /*: string */,
  expected /*: string | readonly unknown[] */,
  names /*?: readonly string[] */,
) /*: boolean */ {
  if (!place) return false;
  const { found, limit } = place.all;
  return found.push({ value, path: pathOf(place), code, expected, names }) < limit;
}
