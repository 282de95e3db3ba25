import { describe, expect, it } from "vitest";
import { createPatternAnalyzer } from "./pattern-cost.ts";

/** Whether matching a pattern (valid under the u flag) can take more than quadratic time in a string's length. */
const backtracksBadly = (source: string): boolean => ["slow", "too large"].includes(createPatternAnalyzer()(source));

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
  "^(?:.|\\p{Script=Thai})*$",
  "^(?:\\p{Script=Greek}|\\p{Ll})*$",
  "^(?:\\p{Script=Cyrillic}|\\p{L})+$",
  "^(?:\\p{Lu}|\\p{Script=Greek})*$",
  "^(?:[^\\d]|\\p{Script=Thai})*$",
  "^(?:\\P{L}|\\p{Script=Hebrew}|\\u05d0)*$",
  "^(?:\\ud83d\\udc36|\\p{Emoji})*$",
  "^(?:\\ud83d\\udc36|[\\u{1f435}-\\u{1f437}])*$",
  "^(?:\\s|[\\u2004-\\u2006])*$",
  "^(?:[^]|\\ud800)*$",
  "^(?:(a)\\1?)+$",
  "^(?:(?<letter>a)\\k<letter>?)+$",
  "^(?:(?:b|(a))\\1a)+$",
  "^(a+)(?:\\1)+$",
  "^(a)(\\1+)+$",
  "(?<=^(?:(a)\\1|(?!b)a)+)b",
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
  "^(?:(['\"])[^'\"]*\\1)*$",
  "^(?:(a|b)\\1)+$",
  "^(?:(\\d)(?!\\1))+$",
  "^(\\w)(\\1\\1)(\\2\\2)(\\3\\3)(\\4\\4)(\\5\\5)$",
  "^[\\p{L}\\p{N}_-]+$",
  "^\\p{Lu}\\p{Ll}*$",
  "^(?:\\p{L}+ )*\\p{L}+$",
  "^\\p{L}+(?:[ '’-]\\p{L}+)*$",
  "^(?:\\p{Lu}|\\p{Ll}|\\p{Nd})*$",
  "^(?:\\p{Script=Greek}|\\p{Script=Cyrillic})*$",
  "^(?:\\p{L}|\\P{L})*$",
  "^(?:[\\ud800-\\udbff]|[\\udc00-\\udfff])*$",
  "^(?:\\ud83d\\udc36|[^\\u{1f436}])*$",
  "^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$",
];

/** How long a pattern takes to say no to a text made of many of its characters, in milliseconds. */
const timeOf = (pattern: string, length: number): number => {
  const start = process.cpuUsage().user;
  new RegExp(pattern, "u").test(`${"a".repeat(length)}!`);
  return (process.cpuUsage().user - start) / 1_000;
};

describe("an analyzer of patterns", () => {
  it.each(bad)("refuses %s", (pattern) => {
    expect(backtracksBadly(new RegExp(pattern, "u").source)).toBe(true);
  });

  it.each(good)("takes %s", (pattern) => {
    expect(backtracksBadly(new RegExp(pattern, "u").source)).toBe(false);
  });

  it("is right about what the engine does", () => {
    expect(timeOf("^(a+)+$", 20)).toBeGreaterThan(10 * timeOf("^(a+)+$", 12));
    expect(timeOf("^a+$", 10_000)).toBeLessThan(50);
  });
});
