import { issue } from "./issue.js";

/** Checks a text that can only be one. */
export function equals(value, sink, text) {
  return value === text || issue(value, sink, "const", [text]);
}
