/** Checks a value that may be missing. */
export function optional(value, sink, check) {
  return value === undefined || check(value, sink);
}
