import { expect, test } from "vitest";
import { describeValue } from "./describe-value.ts";

test.each<[unknown, string]>([
  [undefined, "nothing"],
  [null, "null"],
  [7, "7"],
  [10n, "10"],
  [true, "true"],
  ["nr. 7", '"nr. 7"'],
  ["a\nb", '"a\\nb"'],
  ["\u009b2J\u202e\u2028", '"\\u{9b}2J\\u{202e}\\u{2028}"'],
  ["nora@example.com", "a string of 16 characters"],
  ["nora＠example.com", "a string of 16 characters"],
  ["nora%40example.com", "a string of 18 characters"],
  ["nora&#64;example.com", "a string of 20 characters"],
  ["nora&commat;example.com", "a string of 23 characters"],
  ["nora\\u0040example.com", "a string of 21 characters"],
  ["R&D 100%", '"R&D 100%"'],
  [10n ** 200_000n, "a huge bigint"],
  ["x".repeat(41), "a string of 41 characters"],
  [[1, 2], "an array of 2"],
  [{ email: "nora@example.com" }, "an object"],
  [() => 7, "a function"],
  [Symbol("nora"), "a symbol"],
])("describes a value (%#)", (value, words) => {
  expect(describeValue(value)).toBe(words);
});
