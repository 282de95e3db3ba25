import type { SchemaObject } from "../schema/json-schema.ts";
import type { GuardedType, TestRule } from "./rule.ts";

/** Names of the runtime's format checks. */
const formatChecks: Readonly<Record<string, { readonly check: string; readonly expected: string }>> = {
  "date-time": { check: "isDateTime", expected: "a date and time as in 2026-03-09T07:41:12.000Z" },
  uuid: { check: "isUuid", expected: "a UUID" },
};

const literal = (value: unknown): string => JSON.stringify(value);

const isScalar = (value: unknown): boolean => typeof value !== "object" || value === null;

const equals = (value: string, constant: unknown): string =>
  isScalar(constant) ? `${value} === ${literal(constant)}` : `sameValue(${value}, ${literal(constant)})`;

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

// A text of n code points has n to 2n code units, so most lengths are decided without counting.
const atLeast = (value: string, count: number): string =>
  count === 1
    ? `${value} !== ""`
    : `(${value}.length >= ${2 * count} || (${value}.length >= ${count} && codePoints(${value}) >= ${count}))`;

const atMost = (value: string, count: number): string =>
  `(${value}.length <= ${count} || (${value}.length <= ${2 * count} && codePoints(${value}) <= ${count}))`;

type TestBuilder<K extends keyof SchemaObject> = (
  value: Exclude<SchemaObject[K], undefined>,
) => Pick<TestRule, "condition" | "expected" | "meant" | "excludesUndefined">;

interface TestKeyword<K extends keyof SchemaObject = keyof SchemaObject> {
  readonly keyword: K;
  readonly of: GuardedType | "general";
  readonly build: TestBuilder<K>;
}

const define = <K extends keyof SchemaObject>(
  keyword: K,
  of: GuardedType | "general",
  build: TestBuilder<K>,
): TestKeyword => ({ keyword, of, build: build as TestBuilder<keyof SchemaObject> });

/** The keywords that one condition decides, in the order in which they are checked. */
const testKeywords: readonly TestKeyword[] = [
  define("const", "general", (constant) => ({
    condition: (value) => equals(value, constant),
    expected: literal(constant),
    ...(typeof constant === "string" ? { meant: [constant] } : {}),
    excludesUndefined: true,
  })),
  define("enum", "general", (values) => ({
    condition: (value) => `(${values.map((constant) => equals(value, constant)).join(" || ")})`,
    expected: `one of ${values.map(literal).join(", ")}`,
    meant: values.filter((constant) => typeof constant === "string"),
    excludesUndefined: true,
  })),
  define("minLength", "string", (count) => ({
    condition: (value) => (count === 0 ? "true" : atLeast(value, count)),
    expected: count === 1 ? "a string that isn't empty" : `a string of at least ${plural(count, "character")}`,
  })),
  define("maxLength", "string", (count) => ({
    condition: (value) => atMost(value, count),
    expected: `a string of at most ${plural(count, "character")}`,
  })),
  define("pattern", "string", (pattern) => ({
    condition: (value) => `${new RegExp(pattern, "u").toString()}.test(${value})`,
    expected: `a string that matches ${pattern}`,
  })),
  define("format", "string", (format) => ({
    condition: (value) => `${formatChecks[format]?.check}(${value})`,
    expected: formatChecks[format]?.expected ?? format,
  })),
  define("minimum", "number", (minimum) => ({
    condition: (value) => `${value} >= ${minimum}`,
    expected: `a number of at least ${minimum}`,
  })),
  define("maximum", "number", (maximum) => ({
    condition: (value) => `${value} <= ${maximum}`,
    expected: `a number of at most ${maximum}`,
  })),
  define("minItems", "array", (count) => ({
    condition: (value) => `${value}.length >= ${count}`,
    expected: `an array of at least ${plural(count, "item")}`,
  })),
  define("maxItems", "array", (count) => ({
    condition: (value) => `${value}.length <= ${count}`,
    expected: `an array of at most ${plural(count, "item")}`,
  })),
];

/** The single-condition demands of a schema that speak of one type, or (`general`) of any value. */
export const testRules = (schema: SchemaObject, of: GuardedType | "general"): readonly TestRule[] =>
  testKeywords.flatMap(({ keyword, of: type, build }): readonly TestRule[] => {
    const value = schema[keyword];
    return type !== of || value === undefined ? [] : [{ kind: "test", keyword, ...build(value) }];
  });
