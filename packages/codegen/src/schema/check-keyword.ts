import { formats, jsonTypes, type KeywordShape } from "./keywords.ts";

const isStrings = (value: unknown): boolean =>
  Array.isArray(value) && value.every((item) => typeof item === "string") && new Set(value).size === value.length;

const isRecord = (value: unknown): boolean => typeof value === "object" && value !== null && !Array.isArray(value);

const knownTypes: ReadonlySet<unknown> = jsonTypes;

const compiles = (pattern: unknown): boolean => {
  if (typeof pattern !== "string") return false;
  try {
    return new RegExp(pattern, "u") instanceof RegExp;
  } catch {
    return false;
  }
};

interface ShapeCheck {
  readonly holds: (value: unknown) => boolean;
  readonly expected: string;
}

const checks: Readonly<Record<KeywordShape, ShapeCheck>> = {
  schema: { holds: (value) => typeof value === "boolean" || isRecord(value), expected: "a schema" },
  "schema-list": { holds: (value) => Array.isArray(value) && value.length > 0, expected: "a list of schemas" },
  "schema-map": { holds: isRecord, expected: "an object of schemas" },
  string: { holds: (value) => typeof value === "string", expected: "a string" },
  boolean: { holds: (value) => typeof value === "boolean", expected: "true or false" },
  count: { holds: (value) => Number.isInteger(value) && Number(value) >= 0, expected: "a whole number from 0 up" },
  number: { holds: Number.isFinite, expected: "a number" },
  names: { holds: isStrings, expected: "a list of different property names" },
  types: {
    holds: (value) =>
      Array.isArray(value) ? value.length > 0 && value.every((t) => knownTypes.has(t)) : knownTypes.has(value),
    expected: `one or more of ${[...jsonTypes].join(", ")}`,
  },
  values: { holds: (value) => Array.isArray(value) && value.length > 0, expected: "a list of one or more values" },
  value: { holds: () => true, expected: "a value" },
  reference: {
    holds: (value) => typeof value === "string" && value !== "",
    expected: "a relative path or a #/pointer",
  },
  pattern: { holds: compiles, expected: "a JavaScript regular expression that is valid under the u flag" },
  format: {
    holds: (value) => typeof value === "string" && formats.has(value),
    expected: `a format that generated validators check (${[...formats].join(", ")})`,
  },
};

/** Says what a keyword's value should have been, or nothing when it is right. */
export const keywordProblem = (shape: KeywordShape, value: unknown): string | undefined =>
  checks[shape].holds(value) ? undefined : `should be ${checks[shape].expected}`;
