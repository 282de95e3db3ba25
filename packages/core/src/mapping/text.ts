/**
 * Reads free text: a string that isn't empty, with each half of a surrogate pair replaced by U+FFFD, since UTF-8 has no
 * bytes for it. An empty string and a value of any other type are absent.
 */
export const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value.toWellFormed() : undefined;
