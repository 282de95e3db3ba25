/**
 * Turns a title or a file name into a TypeScript name: `"Airship bounce event"` becomes `AirshipBounceEvent`.
 *
 * A letter after a digit is a capital, as json-schema-to-typescript has it in the types that it declares.
 */
export const toTypeName = (words: string): string =>
  words
    .normalize("NFKD")
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== "")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("")
    .replaceAll(/[0-9][a-z]/g, (letters) => letters.toUpperCase())
    .replace(/^(?=[0-9])/, "_");

/** The same with a small first letter, for functions and constants. */
export const toValueName = (typeName: string): string => typeName.charAt(0).toLowerCase() + typeName.slice(1);
