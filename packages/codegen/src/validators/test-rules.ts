import type { DependentNames } from "../schema/dependents.ts";
import { type FormatMode, formats } from "../schema/formats.ts";
import type { SchemaObject } from "../schema/json-schema.ts";
import { literal } from "./literal.ts";
import { propertyAccess } from "./property-access.ts";
import type { GuardedType, RuleOf, TestRule } from "./rule.ts";

const isScalar = (value: unknown): boolean => typeof value !== "object" || value === null;

const equals = (value: string, constant: unknown): string =>
  isScalar(constant) ? `${value} === ${literal(constant)}` : `sameValue(${value}, ${literal(constant)})`;

const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

// A text of n code points has n to 2n code units, so most lengths are decided without counting.
const atLeast = (value: string, count: number): string =>
  count === 1
    ? `${value} !== ""`
    : `${value}.length >= ${2 * count} || (${value}.length >= ${count} && codePoints(${value}) >= ${count})`;

const atMost = (value: string, count: number): string =>
  `${value}.length <= ${count} || (${value}.length <= ${2 * count} && codePoints(${value}) <= ${count})`;

const numberNoun = ({ type }: SchemaObject): string => (type === "integer" ? "a whole number" : "a number");

/** Both bounds in one phrase, where there are two. */
const inRange = (schema: SchemaObject): string | undefined =>
  schema.minimum === undefined || schema.maximum === undefined
    ? undefined
    : `${numberNoun(schema)} from ${schema.minimum} to ${schema.maximum}`;

type TestBuilder<K extends keyof SchemaObject> = (
  value: Exclude<SchemaObject[K], undefined>,
  schema: SchemaObject,
) => Pick<TestRule, "condition" | "expected">;

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
    expected: [constant],
  })),
  define("enum", "general", (values) => ({
    condition: (value) => values.map((constant) => equals(value, constant)).join(" || "),
    expected: values,
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
    condition: (value) => `${formats.get(format)?.check}(${value})`,
    expected: formats.get(format)?.expected ?? format,
  })),
  define("minimum", "number", (minimum, schema) => ({
    condition: (value) => `${value} >= ${minimum}`,
    expected: inRange(schema) ?? `${numberNoun(schema)} of at least ${minimum}`,
  })),
  define("maximum", "number", (maximum, schema) => ({
    condition: (value) => `${value} <= ${maximum}`,
    expected: inRange(schema) ?? `${numberNoun(schema)} of at most ${maximum}`,
  })),
  define("exclusiveMinimum", "number", (minimum, schema) => ({
    condition: (value) => `${value} > ${minimum}`,
    expected: inRange(schema) ?? `${numberNoun(schema)} above ${minimum}`,
  })),
  define("exclusiveMaximum", "number", (maximum, schema) => ({
    condition: (value) => `${value} < ${maximum}`,
    expected: inRange(schema) ?? `${numberNoun(schema)} below ${maximum}`,
  })),
  define("multipleOf", "number", (step) => ({
    condition: (value) => `multipleOf(${value}, ${step})`,
    expected: `a multiple of ${step}`,
  })),
  define("minItems", "array", (count) => ({
    condition: (value) => (count === 0 ? "true" : `${value}.length >= ${count}`),
    expected: `an array of at least ${plural(count, "item")}`,
  })),
  define("maxItems", "array", (count) => ({
    condition: (value) => `${value}.length <= ${count}`,
    expected: `an array of at most ${plural(count, "item")}`,
  })),
  define("uniqueItems", "array", (unique) => ({
    condition: (value) => (unique ? `allDiffer(${value})` : "true"),
    expected: "an array without repeats",
  })),
  define("minProperties", "object", (count) => ({
    condition: (value) => (count === 0 ? "true" : `namesOf(${value}).length >= ${count}`),
    expected: `an object of at least ${plural(count, "property", "properties")}`,
  })),
  define("maxProperties", "object", (count) => ({
    condition: (value) => `namesOf(${value}).length <= ${count}`,
    expected: `an object of at most ${plural(count, "property", "properties")}`,
  })),
];

/** The single-condition demands of a schema that speak of one type, or (`general`) of any value. */
export const testRules = (
  schema: SchemaObject,
  of: GuardedType | "general",
  formatMode: FormatMode = "assert",
): readonly RuleOf<"test">[] =>
  testKeywords.flatMap(({ keyword, of: type, build }): readonly RuleOf<"test">[] => {
    const value = schema[keyword];
    if (type !== of || value === undefined || (keyword === "format" && formatMode === "annotate")) return [];
    return [{ kind: "test", keyword, ...build(value, schema) }];
  });

/** The demand that some properties come with another. */
export const needsRule = ({ name, needs }: DependentNames): RuleOf<"test"> => ({
  kind: "test",
  keyword: "dependentRequired",
  condition: (value) => {
    const present = needs.map((need) => `${propertyAccess(value, need)} !== undefined`);
    return [`${propertyAccess(value, name)} === undefined`, present.join(" && ") || "true"].join(" || ");
  },
  expected: `an object that has ${needs.join(", ")} beside ${name}`,
});
