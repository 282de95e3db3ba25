import { expect, test } from "vitest";
import { formatIssues } from "./format-issues.ts";
import { InvalidEventError } from "./invalid-event-error.ts";
import { semantic } from "./semantic.ts";

test("prints no terminal control characters and no key of megabytes", () => {
  const odd = "\u001B[31m\u009B\u202E\r\n";
  const issue = { pointer: `/${odd}`, code: "type", expected: odd, received: odd, hint: odd };
  for (const text of [formatIssues([issue]), new InvalidEventError("Airship", [issue]).message]) {
    expect(text.replaceAll("\n", "")).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
    expect(text).toContain("\\u{1b}[31m");
  }
  const long = formatIssues([{ ...issue, pointer: `/${"k".repeat(50_000_000)}` }]);
  expect(long.length).toBeLessThan(3_000);
});

test.each([
  ["ada@example.com", "/context/[address]/0"],
  ["miles.o'brien@example.com", "/context/[address]/0"],
  ['"lo ve~1lace"@example.com', "/context/[address]/0"],
  ["ada＠example.com", "/context/[address]/0"],
  ["ada%2540example.com", "/context/[address]/0"],
  [`lovelace${"x".repeat(2_000)}@example.com`, "/context/..."],
])("prints no key that is an address: %#", (key, place) => {
  const issue = { pointer: `/context/${key}/0`, code: "type", expected: "a string", received: "7" };
  expect(formatIssues([issue])).toBe(`${place}  expected a string, got 7`);
  expect(new InvalidEventError("Airship", [issue]).message).toContain(`${place}: expected a string, got 7`);
});

test("never prints a key or a value that is an address, whatever the issue", () => {
  for (const address of ["ada@example.com", "ada＠example.com", "ada%40example.com"]) {
    const event = {
      type: "track",
      event: "Email Opened",
      userId: "u",
      integrations: { [address]: 1 },
      timestamp: address,
    };
    const result = semantic.parse({ ...event, properties: { email_id: "m" } });
    expect(result.status === "valid" ? "" : formatIssues(result.issues)).toMatch(
      /\/timestamp .*got a string of \d+ characters/,
    );
    expect(result.status === "valid" ? "" : formatIssues(result.issues)).toContain("/integrations/[address]");
    expect(result.status === "valid" ? "" : formatIssues(result.issues)).not.toContain("example.com");
  }
});

test("aligns pointers in a column and prints hints below", () => {
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

test("names the event as a whole", () => {
  expect(formatIssues([{ pointer: "", code: "type", expected: "an object", received: "null" }])).toBe(
    "(the event)  expected an object, got null",
  );
});

test("is empty without issues", () => {
  expect(formatIssues([])).toBe("");
});
