import { pathOf } from "./path-of.js";
/*:: import type { Place } from "./place.js"; */

/**
 * Answers a check that failed: no, or where issues are collected, whether to go on.
 *
 * What was found is kept as it is, and put into words when the collecting is over.
 */
export function issue(
  value /*: any */,
  sink /*: Place | undefined */,
  code /*?: string */,
  expected /*?: unknown */,
  names /*?: readonly string[] */,
) /*: boolean */ {
  if (!sink) return false;
  const { found, limit } = sink.all;
  return found.push({ value, path: pathOf(sink), code, expected, names }) < limit;
}
