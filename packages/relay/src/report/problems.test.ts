import { expect, it } from "vitest";
import { createProblems } from "./problems.ts";

const issue = { pointer: "/a", code: "type", expected: "string", received: "number" };

it.each([
  [10, 10, []],
  [11, 10, ["... and 1 more; elsewhere"]],
  [2_011, 10, ["... and 2,001 more; elsewhere"]],
])("%i problems are printed up to ten, and the number of the others", (count, shown, end) => {
  const lines: string[] = [];
  const problems = createProblems({ line: (line) => void lines.push(line) });
  for (let line = 1; line <= count; line += 1) problems.show({ line, status: "invalid", issues: [issue] });
  problems.finish("elsewhere");
  expect(lines.slice(0, shown)).toEqual(
    Array.from({ length: shown }, (_, index) => `line ${index + 1}: invalid: /a: expected string, received number`),
  );
  expect(lines.slice(shown)).toEqual(end);
});
