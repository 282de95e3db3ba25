import type { Shape } from "./shape.ts";

/** One end of a range. */
export interface RangeEnd {
  readonly value: number;
  readonly exclusive: boolean;
}

/** What a number may lie between; without a bound the end is infinite. */
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

/** The range of a shape's numbers; for integers both ends are integers and belong to the range. */
export const numberRange = (shape: Shape, atom: "fraction" | "integer"): NumberRange => {
  const [lower, upper] = [lowerEnd(shape), upperEnd(shape)];
  if (atom === "fraction") return { lower, upper };
  return {
    lower: { value: lower.exclusive ? Math.floor(lower.value) + 1 : Math.ceil(lower.value), exclusive: false },
    upper: { value: upper.exclusive ? Math.ceil(upper.value) - 1 : Math.floor(upper.value), exclusive: false },
  };
};

/** Whether a range can hold no number. */
export const isEmptyRange = ({ lower, upper }: NumberRange): boolean =>
  lower.value > upper.value || (lower.value === upper.value && (lower.exclusive || upper.exclusive));

/** Whether everything above one lower end is above another. */
export const startsWithin = (inner: RangeEnd, outer: RangeEnd): boolean =>
  inner.value > outer.value || (inner.value === outer.value && (inner.exclusive || !outer.exclusive));

/** Whether everything below one upper end is below another. */
export const endsWithin = (inner: RangeEnd, outer: RangeEnd): boolean =>
  inner.value < outer.value || (inner.value === outer.value && (inner.exclusive || !outer.exclusive));
