const maxLength = 40;

// Controls, formats (such as marks that turn the direction of text), halves of surrogate pairs and line separators.
const unprintable = /[\p{C}\p{Zl}\p{Zp}]/gu;

const escape = (character: string): string => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;

/** Says what a value is, for an error message: a short string in quotes, anything else by its kind. */
export const quote = (value: unknown): string => {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  if (typeof value !== "string") return typeof value;
  if (value.length > maxLength || value.includes("@")) return `a string of ${value.length} characters`;
  return `"${value.replaceAll(unprintable, escape)}"`;
};
