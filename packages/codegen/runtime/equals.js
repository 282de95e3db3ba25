import { issue } from "./issue.js";
/*:: import type { Place } from "./place.js"; */

/** Checks a text that can only be one. */
export function equals(value /*: any */, sink /*: Place | undefined */, text /*: string */) /*: boolean */ {
  return value === text || issue(value, sink, "const", [text]);
}
