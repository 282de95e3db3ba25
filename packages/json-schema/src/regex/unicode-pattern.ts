/** One part of a pattern: an escape, a bracket, a counted repeat, or a character. */
const parts = /\\[^]|\{\d+(?:,\d*)?\}|[^]/gu;

/** Characters that may be escaped under the u flag. */
const syntax = /[\^$\\.*+?()[\]{}|/]/;

const isValid = (pattern: string, flags: string): boolean => {
  try {
    return new RegExp(pattern, flags) instanceof RegExp;
  } catch {
    return false;
  }
};

/** A needless escape, as the plain character. */
const unescaped = (part: string, isInClass: boolean): string => {
  const character = part.slice(1);
  if (syntax.test(character) || /[\p{L}\p{N}]/u.test(character)) return part;
  // In a class a dash can be a range.
  return character === "-" && isInClass ? part : character;
};

/**
 * Converts a pattern that is only valid without the u flag to an equivalent one that is valid with it: needless escapes
 * (`\_`, `\%`), and literal brackets and braces. JSON Schema requires the u flag, and many patterns were never tried with it.
 *
 * @returns the pattern itself where it is valid already, or can't be converted
 */
export const toUnicodePattern = (pattern: string): string => {
  if (isValid(pattern, "u") || !isValid(pattern, "")) return pattern;
  let isInClass = false;
  const written = (pattern.match(parts) ?? []).map((part): string => {
    if (part.length > 1 && part.startsWith("\\")) return unescaped(part, isInClass);
    if (isInClass) {
      isInClass = part !== "]";
      return part;
    }
    isInClass = part === "[";
    return /^[\]{}]$/.test(part) ? `\\${part}` : part;
  });
  const result = written.join("");
  return isValid(result, "u") ? result : pattern;
};
