import { closest } from "./closest.js";
import { issue } from "./issue.js";
import { othersOf } from "./others-of.js";

/** Notes every property but those named or matched, and which of the named was probably meant. */
export function noOthers(object, sink, named, patterns) {
  for (const name of othersOf(object, named, patterns)) {
    sink.path.push(name);
    const found = issue(sink, "additionalProperties", "no property of this name", object[name]);
    sink.path.pop();
    const near = found && closest(name, named);
    if (near) found.hint = `did you mean ${JSON.stringify(near)}?`;
  }
}
