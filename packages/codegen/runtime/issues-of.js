import { explain } from "./explain.js";

/** All issues of a value, at most `limit`; none for a valid one. */
export function issuesOf(value, check, limit = 20) {
  const all = { found: [], limit, tries: 64, onAsked: undefined };
  check(value, { name: undefined, up: undefined, part: undefined, all });
  return all.found.slice(0, limit).map((one) => explain(one, value, check));
}
