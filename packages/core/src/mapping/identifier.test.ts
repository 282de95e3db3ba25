import { expect, test } from "vitest";
import { identifier } from "./identifier.ts";

test.each([
  "reader-4711",
  "nora@example.com",
  " reader ",
  "0",
  "[42",
  "nullable",
  "Undefinedov",
  "読者",
  "null@example.com",
  "Noneth",
  "{reader",
])("%j identifies a person", (value) => {
  expect(identifier(value)).toBe(value);
});

test.each([
  [""],
  [" "],
  ["\t\u00A0\u200B"],
  ["<>"],
  ["@"],
  ["---"],
  ["***@***.***"],
  ["[email protected]"],
  ["[email\u00A0protected]"],
  [" [REDACTED] "],
  ["<[email protected]>"],
  ["[object Object]"],
  ["null"],
  ["NULL"],
  ["nan"],
  ["(null)"],
  ["<undefined>"],
  ["NaN"],
  ["redacted"],
  ["None"],
  ["{{user_id}}"],
  ["{user_id}"],
  ["[a][b]"],
  ["reader\uD83D"],
  [4711],
  [null],
  [undefined],
  [["reader"]],
  [{}],
])("%j identifies nobody", (value) => {
  expect(identifier(value)).toBeUndefined();
});
