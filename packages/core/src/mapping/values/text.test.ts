import { expect, test } from "vitest";
import { text } from "./text.ts";

test.each([[undefined], [null], [""], [7], [true], [["a"]], [{}]])("%j isn't a text", (value) => {
  expect(text(value)).toBeUndefined();
});

test.each([
  ["a", "a"],
  [" ", " "],
  ["\u{1F4DA}", "\u{1F4DA}"],
  ["a\uD83D", "a\uFFFD"],
  ["\uDCDAb", "\uFFFDb"],
  ["\uDCDA\uD83D", "\uFFFD\uFFFD"],
])("%j reads as %j", (value, read) => {
  expect(text(value)).toBe(read);
});
