import { pathOf } from "./path-of.js";
/*:: import type { $Place } from "./place-in.js"; */

/**
 * Answers a check that failed: no, or where issues are collected, whether to go on.
 *
 * What was found is kept as it is, and put into words when the collecting is over.
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
