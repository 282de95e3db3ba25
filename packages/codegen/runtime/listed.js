import { issue } from "./issue.js";
import { oneOf } from "./one-of.js";

/** Checks that a value is the only text that a schema takes (`const`), or one of several (`enum`). */
export function listed(v, sink, texts) {
  if (!texts.includes(v)) issue(sink, texts.length > 1 ? "enum" : "const", oneOf(texts), v, texts);
}
