/** What may be a number that JavaScript can't hold: one of 16 characters or more, or with an exponent. */
const suspicious = /[:,[][ \n\r\t]*-?\d[\d.]*(?:[eE]|[\d.]{15})/;

/** Strings, which are passed over, and numbers. */
const stringOrNumber = /"[^"\\]*(?:\\[^][^"\\]*)*"|-?\d[\d.eE+-]*/g;

const parts = /^-?(\d+)(?:\.(\d+))?(?:[eE]([-+]?\d+))?$/;

/** Whether a number isn't whole before it is rounded: its exponent counts, zeros at its end don't. */
const isFraction = (number: string): boolean => {
  const [, whole = "", fraction = "", exponent = "0"] = parts.exec(number) ?? [];
  const digits = `${whole}${fraction}`;
  const significant = digits.replace(/0+$/, "");
  const zeros = digits.length - significant.length;
  return significant !== "" && Number(exponent) - fraction.length + zeros < 0;
};

/** The least positive integer that isn't safe: 9007199254740993 is rounded to it. */
const inexact = 2 ** 53;

const markIfRounded = (token: string): string => {
  if (token.startsWith('"')) return token;
  const value = Number(token);
  return Number.isSafeInteger(value) && isFraction(token) ? String(value < 0 ? -inexact : inexact) : token;
};

/**
 * Returns the value of a JSON text, with each fraction that JavaScript rounds to a whole number replaced by 2^53 or
 * -2^53. Otherwise, the rounded number could be taken for another person's id. Numbers of that size never become an id.
 *
 * @param text - The JSON text of an object or a list.
 * @param value - What `JSON.parse` made of it; returned where nothing was rounded.
 */
export const markRoundedNumbers = (text: string, value: unknown): unknown => {
  if (!suspicious.test(text)) return value;
  const marked = text.replace(stringOrNumber, markIfRounded);
  return marked === text ? value : JSON.parse(marked);
};
