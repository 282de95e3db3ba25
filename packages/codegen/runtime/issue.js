import { closest } from "./closest.js";
import { describe } from "./describe.js";

/** Notes one issue of the value at the sink's place, unless the limit is reached. */
export function issue(sink, code, expected, value, meant) {
  if (sink.issues.length >= sink.limit) return undefined;
  const pointer = sink.path.map((token) => `/${`${token}`.replace(/~/g, "~0").replace(/\//g, "~1")}`).join("");
  const found = { pointer, code, expected, received: describe(value) };
  const near = meant && typeof value === "string" ? closest(value, meant) : undefined;
  if (near !== undefined) found.hint = `did you mean ${JSON.stringify(near)}?`;
  sink.issues.push(found);
  return found;
}
