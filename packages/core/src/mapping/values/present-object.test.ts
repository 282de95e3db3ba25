import { expect, test } from "vitest";
import { presentObject } from "./present-object.ts";

test.each([[{}], [[]], [{ a: 1 }]])("%j is present", (value) => {
  expect(presentObject(value)).toBe(value);
});

test.each<[unknown]>([[undefined], [null], [""], ["a"], [7], [true]])("%j is absent", (value) => {
  expect(presentObject(value as object)).toBeUndefined();
});
