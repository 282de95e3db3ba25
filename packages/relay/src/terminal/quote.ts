import { toLine } from "@email-events/core/mapping";

/** The longest word or path of the user's that a sentence repeats, in characters: what to do still stands behind it. */
const maxWordChars = 500;

/** Repeats what the user wrote such that it can stand in a sentence. */
export const quote = (word: string): string => toLine(word, maxWordChars);
