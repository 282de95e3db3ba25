import { numberRange } from "./number-range.ts";
import type { Shape } from "./shape.ts";
import type { TypeAtom } from "./type-atoms.ts";

const mostIntegers = 32;

const wholeNumbers = (shape: Shape): readonly unknown[] | undefined => {
  const { lower, upper } = numberRange(shape, "integer");
  // Numbers that large leave some integers out.
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

/** A list that holds every value of a shape (and perhaps more), when there are few of them. */
export const finiteValues = (shape: Shape): readonly unknown[] | undefined => {
  if (shape.values) return shape.values;
  const lists = [...shape.types].map((atom) => valuesByType[atom](shape));
  return lists.every((list) => list !== undefined) ? lists.flat() : undefined;
};
