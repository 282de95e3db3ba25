import { expect } from "./expect.js";

/** All issues of a value, at most `limit`; none for a valid one. */
export function issuesOf(value, expected, limit = 20) {
  const issues = [];
  expect(value, { issues, limit, left: limit, path: [], trial: -1, isOfAnotherType: false, tries: 64 }, expected);
  return issues;
}
