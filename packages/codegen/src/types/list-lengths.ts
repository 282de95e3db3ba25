import { annotations, arrayShape, keywordsOf, type SchemaNode } from "@email-events/json-schema";

/** How a type expresses the lengths of an array. */
export interface ListLengths {
  /** The lengths that have a tuple of their own, in order. */
  readonly exact: readonly number[];
  /** The length from which on any length is allowed; `undefined` if only the tuples are. */
  readonly openFrom: number | undefined;
  /** Whether the type excludes arrays that are too short, or too long. */
  readonly saysLeast: boolean;
  readonly saysMost: boolean;
}

/** The most items of the tuples of an array together: with short item types, and with long ones. */
const mostShort = 24;
const mostLong = 3;

const short = new Set(["type", "$ref", "const", "minLength", "maxLength", "pattern", "format", "minimum", "maximum"]);

/** Whether the type of an item is short. */
const isShort = (item: SchemaNode | undefined): boolean =>
  Object.keys((item && keywordsOf(item)) ?? {}).every((keyword) => short.has(keyword) || annotations.has(keyword));

const upTo = (first: number, last: number): readonly number[] =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, more) => first + more);

const sumUpTo = (first: number, last: number): number => ((first + last) * (last - first + 1)) / 2;

/**
 * Returns the lengths that the type of an array expresses.
 *
 * Bounds that take a few tuples are expressed, others are in the doc comment: a long array is `T[]`, or `[T, ...T[]]` if it
 * isn't empty.
 */
export const listLengths = (node: SchemaNode): ListLengths => {
  const { first, rest } = arrayShape(node);
  const { minItems = 0, maxItems = Infinity } = keywordsOf(node) ?? {};
  const never = first.findIndex(({ schema }) => schema === false);
  const count = never === -1 ? first.length : never;
  const ends = never !== -1 || rest?.schema === false;
  const most = Math.min(maxItems, ends ? count : Infinity);
  if (minItems > most) return { exact: [], openFrom: undefined, saysLeast: true, saysMost: true };
  const allowed = isShort(rest) ? mostShort : mostLong;
  if (most <= count || (most <= mostShort && sumUpTo(minItems, most) <= allowed)) {
    return { exact: upTo(minItems, most), openFrom: undefined, saysLeast: true, saysMost: true };
  }
  const shorter = upTo(minItems, count - 1);
  const saysMost = most === Infinity;
  if (minItems <= count) return { exact: shorter, openFrom: count, saysLeast: true, saysMost };
  const saysLeast = minItems <= allowed || minItems === 1;
  return { exact: shorter, openFrom: saysLeast ? minItems : Math.max(count, 1), saysLeast, saysMost };
};
