import { expect, it } from "vitest";
import { scalarText } from "./scalar-text.ts";

it.each([
  ["22", "22"],
  [22, "22"],
  [17.4, "17.4"],
  [0, "0"],
  [Number.MAX_SAFE_INTEGER, "9007199254740991"],
])("reads %o as text", (value, expected) => {
  expect(scalarText(value)).toBe(expected);
});

it.each([2 ** 53, -(2 ** 53), 1e21, Infinity, Number.NaN, "", null, undefined, true, {}, ["22"]])(
  "treats %o as absent",
  (value) => {
    expect(scalarText(value)).toBeUndefined();
  },
);
