import { numberRange } from "./number-range.ts";
import type { Shape } from "./shape.ts";
import type { TypeAtom } from "./type-atoms.ts";

const mostIntegers = 32;

const wholeNumbers = (shape: Shape): readonly unknown[] | undefined => {
  const { lower, upper } = numberRange(shape, "integer");
  // Beyond this, floating point numbers skip integers.
  if (![lower, upper].every(({ value }) => Number.isSafeInteger(value))) return undefined;
  const count = upper.value - lower.value + 1;
  if (!(count <= mostIntegers)) return undefined;
  return Array.from({ length: Math.max(0, count) }, (_, index) => lower.value + index);
};

const emptyIf = (limit: number | undefined, value: unknown): readonly unknown[] | undefined =>
  limit === 0 ? [value] : undefined;

const valuesByType: Readonly<Record<TypeAtom, (shape: Shape) => readonly unknown[] | undefined>> = {
  null: () => [null],
  boolean: () => [true, false],
  integer: wholeNumbers,
  fraction: () => undefined,
  string: (shape) => emptyIf(shape.limits.get("maxLength"), ""),
  array: (shape) => emptyIf(shape.limits.get("maxItems"), []),
  object: (shape) => emptyIf(shape.limits.get("maxProperties"), {}),
};

/** A list that contains every value of a shape (and perhaps more); `undefined` when there are too many. */
export const finiteValues = (shape: Shape): readonly unknown[] | undefined => {
  if (shape.values) return shape.values;
  const lists = [...shape.types].map((atom) => valuesByType[atom](shape));
  return lists.every((list) => list !== undefined) ? lists.flat() : undefined;
};
