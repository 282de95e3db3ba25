/**
 * Control and format characters (such as marks for the direction of text), halves of surrogate pairs, and line
 * separators.
 */
export const unprintable = /[\p{C}\p{Zl}\p{Zp}]/gu;

const escape = (character: string): string => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;

/**
 * Returns text that is safe for a terminal: on one line, with control characters escaped, truncated after `maxChars`
 * characters. The time doesn't grow with the length of the text.
 */
export const printable = (text: string, maxChars = 500): string => {
  const shown = text.length > maxChars ? `${text.slice(0, maxChars)}...` : text;
  return shown.replaceAll(unprintable, escape);
};
