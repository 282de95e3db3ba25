import { eachOther } from "./each-other.js";
import { issue } from "../issues/issue.js";
/*:: import type { $Place } from "../issues/place-in.js"; */
/*:: import type { $JsonObject } from "./json-object.js"; */

/** Lets no property through but those named or matched. */
export function noOthers(
  object /*: $JsonObject */,
  place /*: $Place | undefined */,
  named /*: readonly string[] */,
  patterns /*: readonly RegExp[] */,
) /*: boolean */ {
  return eachOther(object, place, named, patterns, (value, part) =>
    issue(value, part, "additionalProperties", "no property of this name", named),
  );
}
