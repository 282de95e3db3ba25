import { closest } from "./closest.js";
import { issue } from "./issue.js";

/** Notes that a property is missing, and which present one that isn't a known one was probably meant to be it. */
export function missing(object, sink, name, known = {}) {
  sink.path.push(name);
  const found = issue(sink, "required", "a value");
  sink.path.pop();
  if (!found || !sink.hints) return;
  const strangers = Object.keys(object).filter((other) => !Object.hasOwn(known, other));
  const near = closest(name, strangers);
  if (near) found.hint = `${JSON.stringify(near)} is there: did you mean ${JSON.stringify(name)}?`;
}
