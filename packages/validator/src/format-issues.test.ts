import { expect, test } from "vitest";
import { formatIssues } from "./format-issues.ts";
import { InvalidEventError } from "./invalid-event-error.ts";

test("shows nothing that a terminal acts on, and no key of megabytes", () => {
  const odd = "\u001B[31m\u009B\u202E\r\n";
  const issue = { pointer: `/${odd}`, code: "type", expected: odd, received: odd, hint: odd };
  for (const text of [formatIssues([issue]), new InvalidEventError("Airship", [issue]).message]) {
    expect(text.replaceAll("\n", "")).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
    expect(text).toContain("\\u{1b}[31m");
  }
  const long = formatIssues([{ ...issue, pointer: `/${"k".repeat(50_000_000)}` }]);
  expect(long.length).toBeLessThan(3_000);
});

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
