/**
 * Returns a non-empty string, with each half of a surrogate pair replaced by U+FFFD because UTF-8 can't encode it.
 * Returns undefined for an empty string and for values of other types.
 */
export const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value.toWellFormed() : undefined;
