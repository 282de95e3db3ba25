import { closest } from "./closest.js";
import { issue } from "./issue.js";

/** Notes that a property is missing, and which present one that isn't a known one was probably meant to be it. */
export function missing(object, sink, name, needed = {}, allowed = {}) {
  sink.path.push(name);
  const found = issue(sink, "required", "a value");
  sink.path.pop();
  if (!found) return;
  const isKnown = (other) => Object.hasOwn(needed, other) || Object.hasOwn(allowed, other);
  const near = closest(name, Object.keys(object), isKnown);
  if (near) found.hint = `${JSON.stringify(near)} is there: did you mean ${JSON.stringify(name)}?`;
}
