import { eachOther } from "./each-other.js";
import { issue } from "./issue.js";

/** Lets no property through but those named or matched. */
export function noOthers(object, sink, named, patterns) {
  return eachOther(object, sink, named, patterns, (value, place) =>
    issue(value, place, "additionalProperties", "no property of this name", named),
  );
}
