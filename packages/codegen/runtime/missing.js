import { closest } from "./closest.js";
import { issue } from "./issue.js";

/** Notes that a property is missing, and which present one was probably meant to be it. */
export function missing(object, sink, name) {
  sink.path.push(name);
  const found = issue(sink, "required", "a value");
  sink.path.pop();
  const near = found && closest(name, Object.keys(object));
  if (near) found.hint = `${JSON.stringify(near)} is there: did you mean ${JSON.stringify(name)}?`;
}
