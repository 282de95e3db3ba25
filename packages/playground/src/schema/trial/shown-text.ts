import { printable } from "@email-events/json-schema";

const maxChars = 1_000;

/** A text from a schema or an event as one line of limited length, in which nothing is hidden. */
export const shownText = (text: string): string => printable(text, maxChars);
