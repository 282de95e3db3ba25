import { eachOther } from "./each-other.js";
import { issue } from "./issue.js";
/*:: import type { Place } from "./place.js"; */

/** Lets no property through but those named or matched. */
export function noOthers(
  object /*: any */,
  sink /*: Place | undefined */,
  named /*: readonly string[] */,
  patterns /*: readonly RegExp[] */,
) /*: boolean */ {
  return eachOther(object, sink, named, patterns, (value, place) =>
    issue(value, place, "additionalProperties", "no property of this name", named),
  );
}
