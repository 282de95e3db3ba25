import { issue } from "../issues/issue.js";
/*:: import type { $Place } from "../issues/place-in.js"; */

/** Checks that a property is there, whatever its value. */
export function present(value /*: unknown */, place /*: $Place | undefined */) /*: boolean */ {
  return value !== undefined || issue(value, place, "required", "a value");
}
