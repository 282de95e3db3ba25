import { closest } from "./closest.js";
import { describe } from "./describe.js";
import { oneOf } from "./one-of.js";
import { pointerOf } from "./pointer-of.js";

/** Notes one issue of the value at the sink's place, unless the limit is reached. On trial, issues are but counted. */
export function issue(sink, code, expected, value, meant) {
  if (sink.left <= 0) return undefined;
  sink.left -= 1;
  if (sink.trial >= 0) {
    if (code === "type" && sink.path.length === sink.trial) sink.isOfAnotherType = true;
    return undefined;
  }
  const found = { pointer: pointerOf(sink.path), code, expected: expected ?? oneOf(meant), received: describe(value) };
  const near = meant && typeof value === "string" ? closest(value, meant) : undefined;
  if (near !== undefined) found.hint = `did you mean ${JSON.stringify(near)}?`;
  sink.issues.push(found);
  return found;
}
