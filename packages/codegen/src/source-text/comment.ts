import { Source } from "./source.ts";
import { inFourDigits, replaceBlanks, replaceUnsafe } from "./unsafe-characters.ts";

const lineEnd = /\r\n|[\n\r\u2028\u2029]/u;

/** One line of text, as it may stand in any comment. */
const commentLine = (text: string): string =>
  replaceUnsafe(
    replaceBlanks(text, () => " "),
    (character) => (character === "\t" ? character : inFourDigits(character)),
  )
    .replaceAll("*/", "*\\/")
    .trimEnd();

/** A comment of one line; line terminators in it are written as escapes. */
export const lineComment = (text: string): Source => Source.trusted(`// ${commentLine(text)}`);

/** A piece of text inside of a comment that is written by hand. */
export const inComment = (text: string): Source => Source.trusted(commentLine(text));

/** The lines of a text, as they may stand in any comment. */
export const commentLines = (text: string): readonly string[] => text.split(lineEnd).map(commentLine);

/** A JSDoc comment, in as many lines as its text has. */
export const docComment = (text: string, indent = 0): Source => {
  const before = " ".repeat(indent);
  const lines = commentLines(text).map((line) => `${before} * ${line}`.trimEnd());
  return Source.trusted([`${before}/**`, ...lines, `${before} */`].join("\n"));
};
