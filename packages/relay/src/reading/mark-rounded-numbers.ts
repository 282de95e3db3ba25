import type { Found } from "./count-keys.ts";

/** An element that may be a number that JavaScript can't hold: one of 16 characters or more, or with an exponent. */
const suspiciousElement = /[,[][ \n\r\t]*-?\d[\d.]*(?:[eE]|[\d.]{15})/;

/** Strings, which are passed over, and numbers. */
const stringOrNumber = /"[^"\\]*(?:\\[^][^"\\]*)*"|-?\d[\d.eE+-]*/g;

const parts = /^-?(\d+)(?:\.(\d+))?(?:[eE]([-+]?\d+))?$/;

/** Whether a number has digits behind the decimal point, as it is written. */
const isFraction = (number: string): boolean => {
  const [, whole = "", fraction = "", exponent = "0"] = parts.exec(number) ?? [];
  const digits = `${whole}${fraction}`;
  const significant = digits.replace(/0+$/, "");
  const zeros = digits.length - significant.length;
  return significant !== "" && Number(exponent) - fraction.length + zeros < 0;
};

/** The least number that JavaScript can't hold exactly: 9007199254740993 becomes the same. */
const inexact = 2 ** 53;

const markIfRounded = (token: string): string => {
  if (token.startsWith('"')) return token;
  const value = Number(token);
  return Number.isSafeInteger(value) && isFraction(token) ? String(value < 0 ? -inexact : inexact) : token;
};

/**
 * Parses JSON in which a fraction was rounded to a whole number again, so that the number isn't taken for another one,
 * another person's id for example: it becomes 2^53, as numbers are that are too large to be held. Both are known by
 * their size, and never become an id.
 *
 * @param text - JSON, as `JSON.parse` made `value` of it.
 * @param found - What was found in `value`: few events hold numbers in lists, and only these are looked for in the text.
 * @param hasLongNumber - Whether a member may be such a number.
 */
export const markRoundedNumbers = (text: string, value: unknown, found: Found, hasLongNumber: boolean): unknown => {
  if (!hasLongNumber && !(found.hasNumberInList && suspiciousElement.test(text))) return value;
  const marked = text.replace(stringOrNumber, markIfRounded);
  return marked === text ? value : JSON.parse(marked);
};
