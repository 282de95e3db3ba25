import { newLetter } from "./new-letters.ts";

/**
 * A word of a name: letters, digits and marks of any script. Invisible characters (variation selectors, fillers) are left
 * out, though some of them are letters, and so are letters that some compilers don't know yet.
 */
const word = new RegExp(`(?!\\p{M})(?:(?!\\p{DI}|${newLetter.source})(?=\\p{ID_Continue})[\\p{L}\\p{M}\\p{N}])+`, "gu");

const capitalized = (text: string): string => {
  const [first = ""] = text;
  const capital = first.toUpperCase();
  // Some old letters have had a capital only lately.
  return newLetter.test(capital) ? text : capital + text.slice(first.length);
};

/**
 * Turns a title or a file name into a TypeScript name: `"Airship bounce event"` becomes `AirshipBounceEvent`, and
 * `"Größe"` is unchanged. A string of symbols becomes `""`.
 *
 * A letter from a to z after a digit is capitalized: `Sha256Hash`.
 */
export const toTypeName = (words: string): string =>
  (words.normalize("NFKC").match(word) ?? [])
    .map(capitalized)
    .join("")
    .normalize("NFC")
    .replaceAll(/[0-9][a-z]/g, (letters) => letters.toUpperCase())
    .replace(/^(?!\p{ID_Start})(?=.)/u, "_");

/** The same with a lower-case first letter, for functions and constants. */
export const toValueName = (typeName: string): string => {
  const [first = ""] = typeName;
  return first.toLowerCase() + typeName.slice(first.length);
};

/** A key that is equal for names that differ only by case, as on case-insensitive file systems. */
export const caselessName = (typeName: string): string => typeName.toUpperCase().normalize("NFKC");
