import { formats } from "@email-events/json-schema";
import type { Verdict } from "../change.ts";
import { type Decimal, isMultipleOfDecimal, leastMultiple, toDecimal } from "../normalize/decimal.ts";
import { readLengthPattern } from "../normalize/length-pattern.ts";
import { endsWithin, numberRange, startsWithin } from "../normalize/number-range.ts";
import type { Shape } from "../normalize/shape.ts";

const one = toDecimal(1);

/** More multiples than schemas combine, whose common multiple takes long to find. */
const mostMultiples = 16;

/**
 * The number of which exactly the numbers of a shape are multiples, apart from its limits; `undefined` where they are
 * multiples of nothing, or of too much.
 */
const commonMultiple = ({ multiples }: Shape, atom: "fraction" | "integer"): Decimal | undefined => {
  if (multiples.size > mostMultiples) return undefined;
  const all = [...(atom === "integer" ? [one] : []), ...[...multiples].map(toDecimal)];
  const [first, ...more] = all;
  return first && more.reduce(leastMultiple, first);
};

/** Whether no number of a shape has a fraction, as each is a multiple of whole numbers. */
export const isWhole = (shape: Shape): boolean => {
  const common = commonMultiple(shape, "fraction");
  return common !== undefined && isMultipleOfDecimal(common, one);
};

/** Whether all numbers of a shape are multiples of a number, in decimals as they are written. */
export const isMultipleOf = (shape: Shape, atom: "fraction" | "integer", of: number): Verdict => {
  if (shape.multiples.has(of)) return "valid";
  if (shape.multiples.size > mostMultiples) return "unknown";
  const common = commonMultiple(shape, atom);
  if (atom === "fraction" && isWhole(shape)) return "valid";
  return common && isMultipleOfDecimal(common, toDecimal(of)) ? "valid" : "may fail";
};

/** Whether the numbers of one shape are numbers of another. */
export const includesNumbers = (inner: Shape, outer: Shape, atom: "fraction" | "integer"): readonly Verdict[] => {
  const [own, allowed] = [numberRange(inner, atom), numberRange(outer, atom)];
  const ends = [startsWithin(own.lower, allowed.lower), endsWithin(own.upper, allowed.upper)];
  return [
    ...ends.map((holds) => (holds ? "valid" : "may fail")),
    ...[...outer.multiples].map((of) => isMultipleOf(inner, atom, of)),
  ];
};

/**
 * The formats that each format includes: RFC 3986 and 3987 define URIs as IRIs and as references, RFC 6531 extends RFC
 * 5321, and JSON Schema takes each hostname as an idn-hostname. Others include one another by chance, as each uuid is a
 * hostname.
 */
const included: ReadonlyMap<string, readonly string[]> = new Map([
  ["uri-reference", ["uri"]],
  ["iri", ["uri"]],
  ["iri-reference", ["uri", "iri", "uri-reference"]],
  ["idn-email", ["email"]],
  ["idn-hostname", ["hostname"]],
]);

/** Whether the strings of a shape have a format. Custom formats are unknown. */
export const formatHolds = (inner: Shape, format: string): Verdict => {
  if ([format, ...(included.get(format) ?? [])].some((own) => inner.formats.has(own))) return "valid";
  return formats.has(format) && inner.patterns.size === 0 ? "may fail" : "unknown";
};

/** Whether the strings of a shape match a pattern, given that their lengths do. */
export const patternHolds = (inner: Shape, pattern: string): Verdict => {
  if (inner.patterns.has(pattern)) return "valid";
  const isFreeOfLineBreaks = [...inner.patterns].some((own) => readLengthPattern(own)?.isWhole);
  if (isFreeOfLineBreaks && readLengthPattern(pattern)) return "valid";
  // Whether one regular expression matches everything that another matches isn't decided here.
  return inner.patterns.size === 0 && inner.formats.size === 0 ? "may fail" : "unknown";
};

/** Whether the limits of one shape lie within those of another. */
export const includesSizes = (
  inner: { readonly min: number; readonly max: number },
  outer: { readonly min: number; readonly max: number },
): readonly Verdict[] => [inner.min >= outer.min ? "valid" : "may fail", inner.max <= outer.max ? "valid" : "may fail"];

const lengths = ({ limits }: Shape) => ({
  min: limits.get("minLength") ?? 0,
  max: limits.get("maxLength") ?? Infinity,
});

/** Whether the strings of one shape are strings of another. */
export const includesStrings = (inner: Shape, outer: Shape): readonly Verdict[] => [
  ...includesSizes(lengths(inner), lengths(outer)),
  ...[...outer.patterns].map((pattern) => patternHolds(inner, pattern)),
  ...[...outer.formats].map((format) => formatHolds(inner, format)),
];
