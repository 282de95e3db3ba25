import { describe, expect, it } from "vitest";
import { backtracksBadly } from "./backtracks-badly.ts";

const bad = [
  "^(a+)+$",
  "(a*)*",
  "(a|a)*b",
  "(a|aa)+$",
  "(.*)*",
  "(x+x+)+y",
  "([a-z]+-?)+x",
  "(?:\\d+|\\w+)*!",
  "(a{1,30})+",
  "((a?|b?)y)*z",
  "^(\\w+\\s?)*$",
  "^(([a-z])+.)+[A-Z]([a-z])+$",
  "(?=(a+)+$)b",
  "(?:\\p{L}|é)*!",
  "^([a-zA-Z0-9])(([\\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+$",
];

const good = [
  "",
  "^a+$",
  "^[a-z]+(?:-[a-z]+)*$",
  "^(?:100|[1-9][0-9]?)$",
  "^(?:[a-z0-9]{1,63}\\.)+[a-z]{2,}$",
  "^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$",
  "(a|b)*c",
  "(ab|ac)+",
  "^(a{2})+$",
  '^(?:[^"\\\\]|\\\\.)*$',
  "^(?=.*\\d)(?=.*[a-z]).{8,}$",
  "\\p{L}+(?: \\p{L}+)*",
  "[\\u{1F600}-\\u{1F64F}]+",
  "^(?<year>\\d{4})-\\k<year>$",
  "^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$",
];

/** How long a pattern takes to say no to a text made of many of its characters, in milliseconds. */
const timeOf = (pattern: string, length: number): number => {
  const start = performance.now();
  new RegExp(pattern, "u").test(`${"a".repeat(length)}!`);
  return performance.now() - start;
};

describe("backtracksBadly", () => {
  it.each(bad)("refuses %s", (pattern) => {
    expect(backtracksBadly(new RegExp(pattern, "u").source)).toBe(true);
  });

  it.each(good)("takes %s", (pattern) => {
    expect(backtracksBadly(new RegExp(pattern, "u").source)).toBe(false);
  });

  it("is right about what the engine does", () => {
    expect(timeOf("^(a+)+$", 24)).toBeGreaterThan(10 * timeOf("^(a+)+$", 16));
    expect(timeOf("^a+$", 10_000)).toBeLessThan(50);
  });
});
