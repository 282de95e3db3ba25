/** What programs write instead of a missing value, with or without brackets or quotes around it. */
const placeholder =
  /^\s*[<("'{]?(?:[Nn](?:ull|il|one|a[Nn]|\/[Aa])|NULL|un(?:defined|known)|[Rr]edacted|REDACTED|anonymous|-?0+|-1|[-0]{36}|(?:[[%]|\*\||[$#]?\{(?![\w-]{36}\})).*[\]%*}])[>)"'}]?\s*$/;

const letterOrDigit = /[\p{L}\p{N}]/u;

/**
 * Returns a string that identifies a person, unchanged, or undefined.
 *
 * These count as absent, since each would merge the events of many people into one profile:
 * - values of other types, and strings with half a surrogate pair, which UTF-8 can't encode
 * - strings without a letter or digit (`<>`, `" "`), zero and `-1`, and the nil UUID
 * - redactions in square brackets (`[email protected]`), and templates that weren't filled in (`{{user_id}}`,
 *   `${user_id}`, `%user_id%`, `<%= user_id %>`, `*|USER_ID|*`), which a UUID in braces is not
 * - what programs write instead of a missing value: `null`, `nil`, `None`, `NaN`, `N/A`, `undefined`, `unknown`,
 *   `anonymous`, `redacted`, `[object Object]`
 */
export const identifier = (value: unknown): string | undefined => {
  if (typeof value !== "string" || !value.isWellFormed()) return undefined;
  return letterOrDigit.test(value) && !placeholder.test(value) ? value : undefined;
};
