import { printable } from "./printable.ts";
import { redact } from "./redact.ts";

const ellipsis = "...";

/**
 * Returns text from outside as it can be shown or logged: one line of at most `maxChars` characters (3 or more), without
 * addresses, and without characters that a terminal acts on. The time that it takes doesn't grow with the text.
 */
export const toLine = (text: string, maxChars = 500): string => {
  const line = printable(redact(text, maxChars), Infinity);
  if (line.length <= maxChars && text.length <= maxChars) return line;
  const cut = line.slice(0, maxChars - ellipsis.length);
  // Half of a pair is no character.
  return `${cut.isWellFormed() ? cut : cut.slice(0, -1)}${ellipsis}`;
};
