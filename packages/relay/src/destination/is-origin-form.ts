/**
 * Whether a text is written as an origin: `URL` also takes blanks, backslashes and an empty query, which are rather
 * mistakes.
 */
export const isOriginForm = (text: string): boolean => /^https?:\/\/[^\s\\?#]+$/i.test(text);
