import { expect, test } from "vitest";
import { milliseconds } from "./milliseconds.ts";

test.each<[unknown, number]>([
  ["1773042072000", 1_773_042_072_000],
  [1_773_042_072_000, 1_773_042_072_000],
  ["1000000000000", 1_000_000_000_000],
  [9_999_999_999_999, 9_999_999_999_999],
])("%j reads as %j", (value, ms) => {
  expect(milliseconds(value)).toBe(ms);
});

test.each<[unknown]>([
  ["1773042072"],
  [1_773_042_072],
  ["1773042072000000"],
  [1_773_042_072_000_000],
  ["999999999999"],
  [10_000_000_000_000],
  ["0001773042072"],
  ["01773042072000"],
  ["+1773042072000"],
  ["-1773042072000"],
  [" 1773042072000"],
  ["1773042072000\n"],
  ["1773042072000.0"],
  [1_773_042_072_000.5],
  ["1.773042072e12"],
  ["1_773_042_072_000"],
  ["１７７３０４２０７２０００"],
  ["2026-03-09T07:41:12.000Z"],
  [new Date(1_773_042_072_000)],
  [1_773_042_072_000n],
  [""],
  [null],
  [undefined],
  [true],
  [[1_773_042_072_000]],
  [{}],
  [Number.NaN],
  [Infinity],
])("%s isn't a time in Unix milliseconds", (value) => {
  expect(milliseconds(value)).toBeUndefined();
});

test("a range limits the accepted times, both bounds included", () => {
  const range = { fromMs: 0, toMs: 10 };
  expect([-1, 0, "0", 10, "10", 11, "11", "00"].map((value) => milliseconds(value, range))).toEqual([
    undefined,
    0,
    0,
    10,
    10,
    undefined,
    undefined,
    undefined,
  ]);
});
