import { expect, it } from "vitest";
import { findDifferences, formatDifferences } from "./differences.ts";

it.each([
  [{ a: 0, b: false }, {}],
  [
    { a: 1, b: ["x"] },
    { a: 1, b: ["x"], c: 2 },
  ],
  [{ a: undefined }, { c: 2 }],
])("settings are as they should be, where a server leaves out what is 0 or false: %j of %j", (expected, found) => {
  expect(findDifferences("S", expected, found)).toEqual([]);
});

it.each([
  [{ a: 1 }, {}, "S has a none in place of 1"],
  [{ a: 0 }, { a: 1 }, "S has a 1 in place of 0"],
  [{ a: undefined }, { a: 1 }, "S has a 1 in place of none"],
  [{ a: ["x"], b: true }, { a: ["y"] }, 'S has a ["y"] in place of ["x"], S has b none in place of true'],
])("settings differ: %j of %j", (expected, found, sentence) => {
  expect(formatDifferences(findDifferences("S", expected, found))).toBe(sentence);
});
