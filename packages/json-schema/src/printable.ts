// Core has its own `printable`: this package doesn't depend on core, whose code is generated with it.
//
// Control and format characters (escapes, line ends, bidirectional controls), unpaired surrogates, private use, and the two
// line separators. A terminal acts on them, or displays something else.
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu;

const inBraces = (character: string): string => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;

/** The longest untrusted text that is printed, in characters. */
export const mostPrinted = 4000;

/**
 * Escapes untrusted text (a file's name, a key, a pattern) so that it prints as one line.
 *
 * @param most characters that are printed; for a longer text, its length in UTF-16 units is added
 */
export const printable = (text: string, most: number = mostPrinted): string => {
  // Cut first, so that a text of many megabytes costs no more; each character is 1 or 2 units.
  const shown =
    text.length <= most
      ? text
      : Array.from(text.slice(0, 2 * most))
          .slice(0, most)
          .join("");
  const written = shown.replaceAll(unprintable, inBraces);
  return shown.length === text.length ? written : `${written}... (${text.length} in all)`;
};

/** JSON escapes, one for each UTF-16 unit. */
const inUnits = (character: string): string =>
  character
    .split("")
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("");

/** Returns a value as JSON that is safe to print: the same value, without characters that a terminal acts on. */
export const printableJson = (value: unknown): string =>
  JSON.stringify(value, null, 2).replaceAll(unprintable, (character) =>
    character === "\n" ? character : inUnits(character),
  );
