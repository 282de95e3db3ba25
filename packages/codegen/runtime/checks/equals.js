import { issue } from "../issues/issue.js";
/*:: import type { $Place } from "../issues/place-in.js"; */

/** Checks a text that can only be one. */
export function equals(value /*: unknown */, place /*: $Place | undefined */, text /*: string */) /*: boolean */ {
  return value === text || issue(value, place, "const", [text]);
}
