import { closest } from "./closest.js";
import { describe } from "./describe.js";
import { pointerOf } from "./pointer-of.js";

/** Notes one issue of the value at the sink's place, unless the limit is reached. */
export function issue(sink, code, expected, value, meant) {
  if (sink.issues.length >= sink.limit) return undefined;
  const found = { pointer: pointerOf(sink.path), code, expected, received: describe(value) };
  const near = meant && sink.hints && typeof value === "string" ? closest(value, meant) : undefined;
  if (near !== undefined) found.hint = `did you mean ${JSON.stringify(near)}?`;
  sink.issues.push(found);
  return found;
}
