/**
 * A word of a name: a letter or digit of any script, with the marks that belong to it. Characters that nobody sees
 * (variation selectors, fillers) are left out, though some of them count as letters.
 */
const word = /(?!\p{DI}|\p{M})(?:(?!\p{DI})(?=\p{ID_Continue})[\p{L}\p{M}\p{N}])+/gu;

const capitalized = (text: string): string => {
  const [first = ""] = text;
  return first.toUpperCase() + text.slice(first.length);
};

/**
 * Turns a title or a file name into a TypeScript name: `"Airship bounce event"` becomes `AirshipBounceEvent`, and
 * `"Größe"` stays as it is. A text of symbols alone gives `""`.
 *
 * A letter from a to z after a digit is a capital: `Sha256Hash`.
 */
export const toTypeName = (words: string): string =>
  (words.normalize("NFKC").match(word) ?? [])
    .map(capitalized)
    .join("")
    .normalize("NFC")
    .replaceAll(/[0-9][a-z]/g, (letters) => letters.toUpperCase())
    .replace(/^(?!\p{ID_Start})(?=.)/u, "_");

/** The same with a small first letter, for functions and constants. */
export const toValueName = (typeName: string): string => {
  const [first = ""] = typeName;
  return first.toLowerCase() + typeName.slice(first.length);
};

/** What two names have in common that file systems without upper and lower case take for one. */
export const caselessName = (typeName: string): string => typeName.toUpperCase().normalize("NFKC");
