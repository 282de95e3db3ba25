import { printable } from "./printable.ts";
import { redact } from "./redact.ts";

const ellipsis = "...";

/**
 * Returns text that is safe to print or log: one line of at most `maxChars` characters (3 or more), without addresses
 * and terminal control characters. The time doesn't grow with the length of the text.
 */
export const toLine = (text: string, maxChars = 500): string => {
  const line = printable(redact(text, maxChars), Infinity);
  if (line.length <= maxChars && text.length <= maxChars) return line;
  const cut = line.slice(0, maxChars - ellipsis.length);
  // Half a surrogate pair isn't a character.
  return `${cut.isWellFormed() ? cut : cut.slice(0, -1)}${ellipsis}`;
};
