import { issue } from "./issue.js";
/*:: import type { Place } from "./place.js"; */

/** Checks that a property is there, whatever its value. */
export function present(value /*: any */, sink /*: Place | undefined */) /*: boolean */ {
  return value !== undefined || issue(value, sink);
}
