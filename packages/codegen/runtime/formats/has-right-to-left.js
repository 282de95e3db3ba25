import { bidiClassesOf } from "./bidi-classes-of.js";

/** Whether a label holds characters that make its name one of both directions: RFC 5893, section 1.4. */
export function hasRightToLeft(text /*: string */) /*: boolean */ {
  return /[RA]/.test(bidiClassesOf(text));
}
