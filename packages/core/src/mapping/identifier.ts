/** What programs write where there is no value, with or without brackets or quotes around it. */
const placeholder = /^[<("']?(?:null|undefined|nan|redacted|\[.*\])[>)"']?$/is;

const letterOrDigit = /[\p{L}\p{N}]/u;

/**
 * Reads an identifier of a person: a string that identifies somebody, as it came.
 *
 * Absent are values of other types, strings without a letter or digit (`<>`, `" "`), redactions in square brackets
 * (`[email protected]`), serialized placeholders (`null`, `undefined`, `NaN`, `[object Object]`, `redacted`), and strings
 * with half of a surrogate pair, which UTF-8 can't carry unchanged. Given to the API, each of these would merge the events
 * of many people into one profile.
 */
export const identifier = (value: unknown): string | undefined => {
  if (typeof value !== "string" || !letterOrDigit.test(value) || !value.isWellFormed()) return undefined;
  return placeholder.test(value.trim()) ? undefined : value;
};
