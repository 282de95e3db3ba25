import { toLine } from "@email-events/core/mapping";

/** The maximum length of a quoted word or path, in characters, so that the rest of the message is visible. */
const maxWordChars = 500;

/** Quotes the user's input in a form that is safe to print. */
export const quote = (word: string): string => toLine(word, maxWordChars);
