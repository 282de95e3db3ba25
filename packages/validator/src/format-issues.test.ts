import { expect, test } from "vitest";
import { formatIssues } from "./format-issues.ts";

test("puts places in a column and hints below", () => {
  const issues = [
    { pointer: "/type", code: "const", expected: '"click"', received: '"clik"', hint: 'did you mean "click"?' },
    { pointer: "/recipient", code: "type", expected: "a string", received: "7" },
  ];
  expect(formatIssues(issues)).toBe(
    [
      '/type       expected "click", got "clik"',
      '            did you mean "click"?',
      "/recipient  expected a string, got 7",
    ].join("\n"),
  );
});

test("has a name for the event as a whole", () => {
  expect(formatIssues([{ pointer: "", code: "type", expected: "an object", received: "null" }])).toBe(
    "(the event)  expected an object, got null",
  );
});

test("says nothing of no issues", () => {
  expect(formatIssues([])).toBe("");
});
