import { Source } from "./source.ts";
import { inFourDigits, replaceBlanks, replaceUnsafe } from "./unsafe-characters.ts";

const lineEnd = /\r\n|[\n\r\u2028\u2029]/u;

/** One line of text, escaped for any comment. */
const commentLine = (text: string): string =>
  replaceUnsafe(
    replaceBlanks(text, () => " "),
    (character) => (character === "\t" ? character : inFourDigits(character)),
  )
    .replaceAll("*/", "*\\/")
    .trimEnd();

/** A line comment; line terminators are escaped. */
export const lineComment = (text: string): Source => Source.trusted(`// ${commentLine(text)}`);

/** Text inside a handwritten comment. */
export const inComment = (text: string): Source => Source.trusted(commentLine(text));

/** The lines of a text, escaped for any comment. */
export const commentLines = (text: string): readonly string[] => text.split(lineEnd).map(commentLine);

/** A JSDoc comment with the lines of a text. */
export const docComment = (text: string, indent = 0): Source => {
  const before = " ".repeat(indent);
  const lines = commentLines(text).map((line) => `${before} * ${line}`.trimEnd());
  return Source.trusted([`${before}/**`, ...lines, `${before} */`].join("\n"));
};
