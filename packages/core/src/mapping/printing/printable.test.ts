import { expect, test } from "vitest";
import { printable } from "./printable.ts";

test.each([
  ["/body/name", "/body/name"],
  ["Größe \u{1F4DA}", "Größe \u{1F4DA}"],
  ["a\nb\r\tc", "a\\u{a}b\\u{d}\\u{9}c"],
  ["\u001B]0;title\u0007", "\\u{1b}]0;title\\u{7}"],
  ["\u009B31m", "\\u{9b}31m"],
  ["\u202Eevil\u2066", "\\u{202e}evil\\u{2066}"],
  ["\u2028\u2029", "\\u{2028}\\u{2029}"],
  ["half \uD83D", "half \\u{d83d}"],
])("prints %j as %j", (text, shown) => {
  expect(printable(text)).toBe(shown);
});

test("cuts a long text", () => {
  expect(printable("x".repeat(50_000_000))).toBe(`${"x".repeat(500)}...`);
  expect(printable("abcdef", 3)).toBe("abc...");
});
