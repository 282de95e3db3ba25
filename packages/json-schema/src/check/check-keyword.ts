import { isPortable } from "../regex/is-portable.ts";
import type { CostOfPattern, PatternCost } from "../regex/pattern-cost.ts";
import { dialectNamed, dialectNames } from "../dialects/dialect.ts";
import { type FormatMode, formats } from "./formats.ts";
import { jsonTypes, type KeywordShape } from "./keywords.ts";

const isRecord = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isSchema = (value: unknown): boolean => typeof value === "boolean" || isRecord(value);

const isStrings = (value: unknown): boolean =>
  Array.isArray(value) && value.every((item) => typeof item === "string") && new Set(value).size === value.length;

const knownTypes: ReadonlySet<unknown> = jsonTypes;

/** How a format that validators can't check is treated: as an annotation, with a note, or refused. */
export type UnknownFormats = "annotate" | "refuse";

/** How keywords are checked. */
export interface KeywordChecks {
  readonly formats: FormatMode;
  readonly unknownFormats: UnknownFormats;
  /** Whether emitted code executes patterns; types and names only quote them. */
  readonly runsPatterns: boolean;
  readonly costOf: CostOfPattern;
}

/** What is wrong with a value, and the detail that differs from value to value. */
export interface KeywordProblem {
  readonly problem: string;
  readonly detail?: string;
  /** Whether the only problem is the time of a pattern, which a user may allow. */
  readonly isSlow?: boolean;
}

const costProblems: { readonly [Cost in PatternCost]?: string } = {
  slow:
    "this pattern can take time that grows with the cube of a string's length, or doubles with each character; " +
    "rewrite it, limit it, or pass --allow-pattern with this place",
  "too large":
    "this pattern is too large to determine its running time; split it up, or pass --allow-pattern with this place",
};

/** What is wrong with a regular expression, if anything. */
const patternProblem: Check = (pattern, { costOf, runsPatterns }) => {
  if (typeof pattern !== "string") return { problem: "should be a regular expression" };
  if (!runsPatterns) return undefined;
  let source: string;
  try {
    ({ source } = new RegExp(pattern, "u"));
  } catch {
    const problem = "should be a JavaScript regular expression that is valid under the u flag; this one isn't";
    return { problem, detail: pattern };
  }
  if (!isPortable(source)) {
    const problem =
      "should be a regular expression that Node 20 takes, too: without (?i:...), and each name of a group once";
    return { problem, detail: pattern };
  }
  const problem = costProblems[costOf(source)];
  return problem === undefined ? undefined : { problem, detail: pattern, isSlow: true };
};

/** Returns what is wrong with a value; `undefined` when it is valid. */
type Check = (value: unknown, checks: KeywordChecks) => KeywordProblem | undefined;

const should = (holds: (value: unknown) => boolean, expected: string): Check => {
  return (value) => (holds(value) ? undefined : { problem: `should be ${expected}` });
};

const checks: { readonly [Shape in Exclude<KeywordShape, "format">]: Check } = {
  schema: should(isSchema, "a schema"),
  "schema-list": should((value) => Array.isArray(value) && value.length > 0, "a list of schemas"),
  "schema-map": should(isRecord, "an object of schemas"),
  "schema-or-list": should((value) => isSchema(value) || Array.isArray(value), "a schema or a list of schemas"),
  "pattern-map": (value, keywordChecks) => {
    if (!isRecord(value)) return { problem: "should be an object of schemas" };
    const found = Object.keys(value).map((pattern) => patternProblem(pattern, keywordChecks));
    // A slow pattern may be allowed, so other problems are reported first.
    return found.find((one) => one && !one.isSlow) ?? found.find((one) => one);
  },
  "names-map": should(
    (value) => isRecord(value) && Object.values(value).every(isStrings),
    "an object of lists of names",
  ),
  dependencies: should(
    (value) => isRecord(value) && Object.values(value).every((below) => isSchema(below) || isStrings(below)),
    "an object of schemas and lists of names",
  ),
  dialect: should(
    (value) => dialectNamed(value) !== undefined,
    `one of ${dialectNames.join(", ")}, or of draft-04, draft-06 or 2019-09`,
  ),
  id: should((value) => typeof value === "string", "an address"),
  anchor: should((value) => typeof value === "string" && /^[A-Za-z_][-\w.]*$/.test(value), "a plain name"),
  string: should((value) => typeof value === "string", "a string"),
  boolean: should((value) => typeof value === "boolean", "true or false"),
  booleans: should(isRecord, "an object of true or false"),
  count: should((value) => Number.isInteger(value) && Number(value) >= 0, "a whole number from 0 up"),
  number: should(Number.isFinite, "a number"),
  positive: should((value) => Number.isFinite(value) && Number(value) > 0, "a number above 0"),
  names: should(isStrings, "a list of different property names"),
  types: should(
    (value) =>
      Array.isArray(value) ? value.length > 0 && value.every((t) => knownTypes.has(t)) : knownTypes.has(value),
    `one or more of ${[...jsonTypes].join(", ")}`,
  ),
  list: should(Array.isArray, "a list"),
  values: should((value) => Array.isArray(value) && value.length > 0, "a list of one or more values"),
  value: () => undefined,
  reference: should((value) => typeof value === "string", "the address of a schema"),
  pattern: patternProblem,
};

const formatProblem: Check = (value, { formats: mode, unknownFormats }) => {
  if (typeof value !== "string") return { problem: "should be the name of a format" };
  if (mode === "annotate" || unknownFormats === "annotate" || formats.has(value)) return undefined;
  const known = [...formats.keys()].join(", ");
  return { problem: `should be a format that generated validators check (${known})`, detail: value };
};

/** Returns what is wrong with a keyword's value; `undefined` when it is valid. */
export const keywordProblem = (
  shape: KeywordShape,
  value: unknown,
  keywordChecks: KeywordChecks,
): KeywordProblem | undefined =>
  shape === "format" ? formatProblem(value, keywordChecks) : checks[shape](value, keywordChecks);

/** The patterns in a keyword's checked value. */
export const patternsIn = (shape: KeywordShape, value: unknown): readonly string[] => {
  if (shape === "pattern") return [String(value)];
  return shape === "pattern-map" ? Object.keys(value as object) : [];
};
