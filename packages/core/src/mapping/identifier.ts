/** What programs write instead of a missing value, with or without brackets or quotes around it. */
const placeholder =
  /^\s*[<("']?(?:[Nn](?:ull|one|a[Nn])|NULL|un(?:defined|known)|[Rr]edacted|REDACTED|anonymous|-1|\[.*\]|\{(?![\w-]{36}\}).*\})[>)"']?\s*$/;

/** A letter, or a digit other than 0. */
const letterOrDigit = /(?!0)[\p{L}\p{N}]/u;

/**
 * Returns a string that identifies a person, unchanged, or undefined.
 *
 * These count as absent, since each would merge the events of many people into one profile:
 * - values of other types, and strings with half a surrogate pair, which UTF-8 can't encode
 * - strings without a letter or digit (`<>`, `" "`), or whose only digit is zero (`0`, the nil UUID), and `-1`
 * - redactions in square brackets (`[email protected]`), and templates that weren't filled in (`{{user_id}}`), which a
 *   UUID in braces is not
 * - what programs write instead of a missing value: `null`, `None`, `NaN`, `undefined`, `unknown`, `anonymous`,
 *   `redacted`, `[object Object]`
 */
export const identifier = (value: unknown): string | undefined => {
  if (typeof value !== "string" || !value.isWellFormed()) return undefined;
  return letterOrDigit.test(value) && !placeholder.test(value) ? value : undefined;
};
