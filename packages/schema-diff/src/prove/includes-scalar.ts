import { formats } from "@email-events/json-schema";
import type { Verdict } from "../change.ts";
import { readLengthPattern } from "../normalize/length-pattern.ts";
import { endsWithin, numberRange, startsWithin } from "../normalize/number-range.ts";
import type { Shape } from "../normalize/shape.ts";

/** Powers of two are exact in decimal notation as well; other fractions are rounded, differently by each validator. */
const isExactFraction = (of: number): boolean => Number.isInteger(Math.log2(of)) && of < 1 && of >= 2 ** -10;

/** Whether all numbers of a shape are multiples of a number; "unknown" where rounding matters. */
export const isMultipleOf = (shape: Shape, atom: "fraction" | "integer", of: number): Verdict => {
  const multiples = [...shape.multiples];
  const isWhole = atom === "integer" || multiples.some(Number.isInteger);
  if (shape.multiples.has(of) || (isWhole && (of === 1 || isExactFraction(of)))) return "valid";
  if (Number.isInteger(of)) {
    return multiples.some((own) => Number.isInteger(own) && own % of === 0) ? "valid" : "may fail";
  }
  return multiples.length > 0 || (isWhole && Number.isInteger(1 / of)) ? "unknown" : "may fail";
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

/** Whether the strings of a shape have a format. */
export const formatHolds = (inner: Shape, format: string): Verdict => {
  // Every URI is a URI reference. No other standard format includes another under every validator, and custom formats are unknown.
  if (inner.formats.has(format) || (format === "uri-reference" && inner.formats.has("uri"))) return "valid";
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
