import { collect } from "./collect.js";
import { explain } from "./explain.js";

/** All issues of a value, at most `limit`; none for a valid one. */
export function issuesOf(value, check, limit = 20) {
  const found = collect(value, check, limit).slice(0, limit);
  return found.map((one) => explain(one, value, check));
}
