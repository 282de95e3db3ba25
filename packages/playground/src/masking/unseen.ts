/** Characters that a reader doesn't see, or that move others: without tabs, ends of lines, and the joints of emojis. */
export const unseen = /(?![\t\n\r\u200d])[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/** Writes each unit of a text as its escape in JSON, in TypeScript too. */
export const toEscapes = (text: string): string =>
  text
    .split("")
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("");

/** Writes what isn't seen as its escape, so that no text hides or turns around what is shown beside it. */
export const showUnseen = (text: string): string => text.replaceAll(unseen, toEscapes);
