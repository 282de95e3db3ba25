import { closest } from "./closest.js";
import { describe } from "./describe.js";

/** Notes one issue, unless the limit is reached. */
export function issue(sink, pointer, code, expected, value, meant) {
  if (sink.issues.length >= sink.limit) return;
  const found = { pointer, code, expected, received: describe(value) };
  if (meant && typeof value === "string") hint(found, closest(value, meant));
  sink.issues.push(found);
}

function hint(found, word) {
  if (word !== undefined) found.hint = `did you mean ${JSON.stringify(word)}?`;
}

/** Notes that a property is missing, and which present one was probably meant to be it. */
export function missing(sink, object, pointer, name) {
  if (sink.issues.length >= sink.limit) return;
  const found = { pointer, code: "required", expected: "a value", received: "nothing" };
  const near = closest(name, Object.keys(object));
  if (near !== undefined) found.hint = `${JSON.stringify(near)} is there: did you mean ${JSON.stringify(name)}?`;
  sink.issues.push(found);
}
