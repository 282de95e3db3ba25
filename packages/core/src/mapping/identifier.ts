/** What programs write instead of a missing value, with or without brackets or quotes around it. */
const placeholder =
  /^\s*[<("']?(?:[Nn](?:ull|one|a[Nn])|NULL|undefined|[Rr]edacted|REDACTED|-1|\[.*\]|\{(?![0-9A-Fa-f-]{36}\}).*\})[>)"']?\s*$/;

/** A letter, or a digit other than 0: all characters except the categories that are neither, and 0. */
const letterOrDigit = /[^\p{M}\p{P}\p{S}\p{Z}\p{C}0]/u;

/**
 * Returns a string that identifies a person, unchanged, or undefined.
 *
 * These count as absent: values of other types, strings without a letter or digit (`<>`, `" "`), those whose only digit
 * is zero (`0`, the nil UUID) and `-1`, redactions in square brackets (`[email protected]`), templates that weren't filled
 * in (`{{user_id}}`; a UUID in braces is none), what programs write instead of a missing value (`null`, `undefined`, `NaN`, `None`,
 * `[object Object]`), and strings with half a surrogate pair, which UTF-8 can't encode. As an identifier, each of them
 * would merge the events of many people into one profile.
 */
export const identifier = (value: unknown): string | undefined => {
  if (typeof value !== "string" || !value.isWellFormed()) return undefined;
  return letterOrDigit.test(value) && !placeholder.test(value) ? value : undefined;
};
