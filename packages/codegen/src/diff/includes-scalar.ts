import type { Verdict } from "./change.ts";
import { endsWithin, numberRange, startsWithin } from "./number-range.ts";
import type { Shape } from "./shape.ts";

/** The formats of JSON Schema: a change between two of them may fail, one to or from another is unknown. */
const knownFormats: ReadonlySet<string> = new Set([
  "date-time",
  "date",
  "time",
  "duration",
  "email",
  "idn-email",
  "hostname",
  "idn-hostname",
  "ipv4",
  "ipv6",
  "uri",
  "uri-reference",
  "iri",
  "iri-reference",
  "uuid",
  "uri-template",
  "json-pointer",
  "relative-json-pointer",
  "regex",
]);

/** Whether all numbers of a shape are multiples of a number, as far as whole numbers tell. */
export const isMultipleOf = (shape: Shape, atom: "fraction" | "integer", of: number): boolean =>
  shape.multiples.has(of) ||
  (atom === "integer" && of === 1) ||
  (Number.isInteger(of) && [...shape.multiples].some((own) => Number.isInteger(own) && own % of === 0));

/** Whether the numbers of one shape are numbers of another. */
export const includesNumbers = (inner: Shape, outer: Shape, atom: "fraction" | "integer"): readonly Verdict[] => {
  const [own, allowed] = [numberRange(inner, atom), numberRange(outer, atom)];
  const holds = [
    startsWithin(own.lower, allowed.lower),
    endsWithin(own.upper, allowed.upper),
    ...[...outer.multiples].map((of) => isMultipleOf(inner, atom, of)),
  ];
  return holds.map((held) => (held ? "valid" : "may fail"));
};

/** Whether the strings of a shape have a format. */
export const formatHolds = (inner: Shape, format: string): Verdict => {
  // Every URI is a URI reference; no other format of JSON Schema is sure to hold another under every validator.
  if (inner.formats.has(format) || (format === "uri-reference" && inner.formats.has("uri"))) return "valid";
  return knownFormats.has(format) && inner.patterns.size === 0 ? "may fail" : "unknown";
};

const patternHolds = (inner: Shape, pattern: string): Verdict => {
  if (inner.patterns.has(pattern)) return "valid";
  // Whether one regular expression takes all that another takes isn't decided here.
  return inner.patterns.size === 0 && inner.formats.size === 0 ? "may fail" : "unknown";
};

/** Whether a lower and an upper limit of one shape keep within those of another. */
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
