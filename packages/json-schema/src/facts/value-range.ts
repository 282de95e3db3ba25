import type { SchemaObject } from "../json-schema.ts";

/** A range of sizes; an end may be excluded. */
export interface ValueRange {
  readonly least: number;
  readonly most: number;
  readonly isLeastOut: boolean;
  readonly isMostOut: boolean;
}

const everything: ValueRange = { least: -Infinity, most: Infinity, isLeastOut: false, isMostOut: false };

const between = (least: number | undefined, most: number | undefined, isOut = false): ValueRange => ({
  least: least ?? -Infinity,
  most: most ?? Infinity,
  isLeastOut: isOut,
  isMostOut: isOut,
});

/** The intersection of two ranges. */
const bothOf = (a: ValueRange, b: ValueRange): ValueRange => {
  const [low, high] = [a.least >= b.least ? a : b, a.most <= b.most ? a : b];
  return {
    least: low.least,
    most: high.most,
    isLeastOut: [a, b].some(({ least, isLeastOut }) => least === low.least && isLeastOut),
    isMostOut: [a, b].some(({ most, isMostOut }) => most === high.most && isMostOut),
  };
};

/** Whether two ranges are disjoint. */
export const areRangesApart = (a: ValueRange, b: ValueRange): boolean => {
  const { least, most, isLeastOut, isMostOut } = bothOf(a, b);
  return least > most || (least === most && (isLeastOut || isMostOut));
};

/** Types with a size: a number itself, the length of a string or array. */
export type SizedType = "number" | "string" | "array";

const rangesOf: { readonly [Type in SizedType]: (schema: SchemaObject) => readonly ValueRange[] } = {
  number: ({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }) => [
    between(minimum, maximum),
    between(exclusiveMinimum, exclusiveMaximum, true),
  ],
  string: ({ minLength, maxLength }) => [between(minLength, maxLength)],
  array: ({ minItems, maxItems }) => [between(minItems, maxItems)],
};

/** The sizes that some schemas allow together. */
export const rangeOf = (type: SizedType, schemas: readonly SchemaObject[]): ValueRange =>
  schemas.flatMap(rangesOf[type]).reduce(bothOf, everything);

/** The size of a value of the type; empty for other values. */
export const rangeOfValue = (type: SizedType, value: unknown): readonly ValueRange[] => {
  if (typeof value !== type) return [];
  const size = typeof value === "string" ? Array.from(value).length : Number(value);
  return [between(size, size)];
};
