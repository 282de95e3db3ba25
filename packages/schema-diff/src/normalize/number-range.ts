import type { Shape } from "./shape.ts";

/** One end of a range. */
export interface RangeEnd {
  readonly value: number;
  readonly exclusive: boolean;
}

/**
 * The range of a number; without a bound the end is infinite.
 *
 * Unlike the ranges in json-schema, its ends are rounded for integers, so that inclusion can be proved.
 */
export interface NumberRange {
  readonly lower: RangeEnd;
  readonly upper: RangeEnd;
}

const lowerEnd = ({ limits }: Shape): RangeEnd => {
  const inclusive = limits.get("minimum") ?? -Infinity;
  const exclusive = limits.get("exclusiveMinimum") ?? -Infinity;
  return exclusive >= inclusive && exclusive !== -Infinity
    ? { value: exclusive, exclusive: true }
    : { value: inclusive, exclusive: false };
};

const upperEnd = ({ limits }: Shape): RangeEnd => {
  const inclusive = limits.get("maximum") ?? Infinity;
  const exclusive = limits.get("exclusiveMaximum") ?? Infinity;
  return exclusive <= inclusive && exclusive !== Infinity
    ? { value: exclusive, exclusive: true }
    : { value: inclusive, exclusive: false };
};

/** The next integer in a direction; `undefined` where floating point numbers are too large to represent it. */
const integerBeside = (value: number, step: -1 | 1): number | undefined =>
  value + step - value === step ? value + step : undefined;

const wholeEnd = ({ value, exclusive }: RangeEnd, isLower: boolean): RangeEnd => {
  const nearest = isLower === exclusive ? Math.floor(value) : Math.ceil(value);
  const next = exclusive ? integerBeside(nearest, isLower ? 1 : -1) : nearest;
  return next === undefined ? { value, exclusive } : { value: next, exclusive: false };
};

/** The range of a shape's numbers. For integers the ends are inclusive integers where these can be represented. */
export const numberRange = (shape: Shape, atom: "fraction" | "integer"): NumberRange => {
  const [lower, upper] = [lowerEnd(shape), upperEnd(shape)];
  if (atom === "fraction") return { lower, upper };
  return {
    lower: wholeEnd(lower, true),
    upper: wholeEnd(upper, false),
  };
};

/** Whether a range is empty. */
export const isEmptyRange = ({ lower, upper }: NumberRange): boolean =>
  lower.value > upper.value || (lower.value === upper.value && (lower.exclusive || upper.exclusive));

/** Whether a lower end lies within another. */
export const startsWithin = (inner: RangeEnd, outer: RangeEnd): boolean =>
  inner.value > outer.value || (inner.value === outer.value && (inner.exclusive || !outer.exclusive));

/** Whether an upper end lies within another. */
export const endsWithin = (inner: RangeEnd, outer: RangeEnd): boolean =>
  inner.value < outer.value || (inner.value === outer.value && (inner.exclusive || !outer.exclusive));
