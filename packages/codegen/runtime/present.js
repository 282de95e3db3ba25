import { issue } from "./issue.js";

/** Checks that a property is there, whatever its value. */
export function present(value, sink) {
  return value !== undefined || issue(value, sink);
}
