// Core has a `printable` of its own: this package imports none of the others, so that it can generate what they are made of.
//
// Control and format characters (escapes, line ends, those that turn the direction of writing), halves of surrogate
// pairs, private use, and the two separators that end a line. A terminal acts on them, or shows another text than stands.
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu;

const inBraces = (character: string): string => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;

/** The longest text from outside that is printed in one piece, in characters. */
export const mostPrinted = 4000;

/**
 * Writes a text from outside (a file's name, a key, a pattern) such that it prints as one line, and as what it is.
 *
 * @param most characters that are looked at; of a longer text it is said how many UTF-16 units it has in all
 */
export const printable = (text: string, most: number = mostPrinted): string => {
  // Cut before it is read, so that a text of many megabytes costs no more than a long one; each character is 1 or 2 units.
  const shown =
    text.length <= most
      ? text
      : Array.from(text.slice(0, 2 * most))
          .slice(0, most)
          .join("");
  const written = shown.replaceAll(unprintable, inBraces);
  return shown.length === text.length ? written : `${written}... (${text.length} in all)`;
};

/** As JSON writes it: one escape a UTF-16 unit. */
const inUnits = (character: string): string =>
  character
    .split("")
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("");

/** Writes a value as JSON that prints as what it is: the same value for a program, without what a terminal acts on. */
export const printableJson = (value: unknown): string =>
  JSON.stringify(value, null, 2).replaceAll(unprintable, (character) =>
    character === "\n" ? character : inUnits(character),
  );
