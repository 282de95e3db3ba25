/** Controls, formats such as marks that turn the direction of text, halves of surrogate pairs, and line separators. */
export const unprintable = /[\p{C}\p{Zl}\p{Zp}]/gu;

const escape = (character: string): string => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;

/**
 * Returns text from outside in a form that a terminal shows as it is: on one line, characters that a terminal acts on
 * escaped, and cut after `maxChars` characters. The time that it takes doesn't grow with the text.
 */
export const printable = (text: string, maxChars = 500): string => {
  const shown = text.length > maxChars ? `${text.slice(0, maxChars)}...` : text;
  return shown.replaceAll(unprintable, escape);
};
