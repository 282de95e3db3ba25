import { expect, it } from "vitest";
import { compareOutput } from "./compare-output.ts";

it.each([
  ["the same text", "a\nb\n", "a\nb"],
  ["blanks at the end of a line", "a  \nb", "a\nb"],
  ["any lines in place of three dots", "a\nb\nc\nd", "a\n...\nd"],
  ["no lines in place of three dots", "a\nd", "a\n  ...\nd"],
])("takes %s", (_, printed, shown) => {
  expect(compareOutput(printed, shown)).toBeUndefined();
});

it.each([
  ["another line", "a\nb", "a\nc"],
  ["a line more", "a\nb", "a"],
  ["a line less", "a", "a\nb"],
  ["another order", "b\na", "a\nb"],
  ["another end", "a\nb\nc", "a\n...\nd"],
])("refuses %s", (_, printed, shown) => {
  expect(compareOutput(printed, shown)).toContain("and what is printed is");
});
