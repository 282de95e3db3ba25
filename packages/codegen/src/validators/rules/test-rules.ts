import { type DependentNames, type FormatMode, formats, type SchemaObject } from "@email-events/json-schema";
import { isScalar, literal } from "../../source-text/literals.ts";
import { callOf, js, type Source } from "../../source-text/source.ts";
import { allOf, always, anyOf, withoutType } from "../code/conditions.ts";
import { propertyAccess } from "../code/property-access.ts";
import type { GuardedType, RuleOf, TestRule } from "./rule.ts";
import type { Constants } from "./constants.ts";

/** Whether a constant is of one of the types that a schema names, or may be. */
const mayFit = (constant: unknown, { type = [] }: SchemaObject): boolean => {
  const types: readonly string[] = [type].flat();
  const itsTypes =
    typeof constant === "number" ? ["number", "integer"] : [constant === null ? "null" : typeof constant];
  return types.length === 0 || itsTypes.some((own) => types.includes(own));
};

const equals = (value: Source, constant: unknown, schema: SchemaObject): Source => {
  if (!isScalar(constant)) return callOf("sameValue", value, literal(constant));
  return js`${value} === ${mayFit(constant, schema) ? literal(constant) : withoutType(literal(constant))}`;
};

/** More constants than this are looked up in a set; fewer are compared one by one. */
const mostCompared = 100;

const isOneOf = (value: Source, values: readonly unknown[], schema: SchemaObject, constants: Constants): Source =>
  values.length > mostCompared && values.every(isScalar)
    ? js`${constants.setOf(values)}.has(${value})`
    : anyOf(values.map((constant) => equals(value, constant, schema)));

/** Longer patterns aren't quoted in issues: nobody reads them. */
const mostQuoted = 100;

const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

// A text of n code points has n to 2n code units, so most lengths are decided without counting.
const atLeast = (value: Source, count: number): Source =>
  count === 1
    ? js`${value} !== ""`
    : anyOf([
        js`${value}.length >= ${2 * count}`,
        js`(${allOf([js`${value}.length >= ${count}`, js`${callOf("codePoints", value)} >= ${count}`])})`,
      ]);

const atMost = (value: Source, count: number): Source =>
  anyOf([
    js`${value}.length <= ${count}`,
    js`(${allOf([js`${value}.length <= ${2 * count}`, js`${callOf("codePoints", value)} <= ${count}`])})`,
  ]);

const numberNoun = ({ type }: SchemaObject): string => (type === "integer" ? "a whole number" : "a number");

/** Both bounds in one phrase, where there are two. */
const inRange = (schema: SchemaObject): string | undefined =>
  schema.minimum === undefined || schema.maximum === undefined
    ? undefined
    : `${numberNoun(schema)} from ${schema.minimum} to ${schema.maximum}`;

type TestBuilder<K extends keyof SchemaObject> = (
  value: Exclude<SchemaObject[K], undefined>,
  schema: SchemaObject,
  constants: Constants,
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
  define("const", "general", (constant, schema) => ({
    condition: (value) => equals(value, constant, schema),
    expected: [constant],
  })),
  define("enum", "general", (values, schema, constants) => ({
    condition: (value) => isOneOf(value, [...new Set(values)], schema, constants),
    expected: values,
  })),
  define("minLength", "string", (count) => ({
    condition: (value) => (count === 0 ? always : atLeast(value, count)),
    expected: count === 1 ? "a string that isn't empty" : `a string of at least ${plural(count, "character")}`,
  })),
  define("maxLength", "string", (count) => ({
    condition: (value) => atMost(value, count),
    expected: `a string of at most ${plural(count, "character")}`,
  })),
  define("pattern", "string", (pattern, _, constants) => ({
    condition: (value) => js`${constants.regexOf(pattern)}.test(${value})`,
    expected: `a string that matches ${pattern.length > mostQuoted ? "the pattern" : pattern}`,
  })),
  define("format", "string", (format) => ({
    condition: (value) => callOf(formats.get(format)?.check ?? "", value),
    expected: formats.get(format)?.expected ?? format,
  })),
  define("minimum", "number", (minimum, schema) => ({
    condition: (value) => js`${value} >= ${minimum}`,
    expected: inRange(schema) ?? `${numberNoun(schema)} of at least ${minimum}`,
  })),
  define("maximum", "number", (maximum, schema) => ({
    condition: (value) => js`${value} <= ${maximum}`,
    expected: inRange(schema) ?? `${numberNoun(schema)} of at most ${maximum}`,
  })),
  define("exclusiveMinimum", "number", (minimum, schema) => ({
    condition: (value) => js`${value} > ${minimum}`,
    expected: inRange(schema) ?? `${numberNoun(schema)} above ${minimum}`,
  })),
  define("exclusiveMaximum", "number", (maximum, schema) => ({
    condition: (value) => js`${value} < ${maximum}`,
    expected: inRange(schema) ?? `${numberNoun(schema)} below ${maximum}`,
  })),
  define("multipleOf", "number", (step) => ({
    condition: (value) => callOf("multipleOf", value, step),
    expected: `a multiple of ${step}`,
  })),
  define("minItems", "array", (count) => ({
    condition: (value) => (count === 0 ? always : js`${value}.length >= ${count}`),
    expected: `an array of at least ${plural(count, "item")}`,
  })),
  define("maxItems", "array", (count) => ({
    condition: (value) => js`${value}.length <= ${count}`,
    expected: `an array of at most ${plural(count, "item")}`,
  })),
  define("uniqueItems", "array", (unique) => ({
    condition: (value) => (unique ? callOf("allDiffer", value) : always),
    expected: "an array without repeats",
  })),
  define("minProperties", "object", (count) => ({
    condition: (value) => (count === 0 ? always : js`${callOf("namesOf", value)}.length >= ${count}`),
    expected: `an object of at least ${plural(count, "property", "properties")}`,
  })),
  define("maxProperties", "object", (count) => ({
    condition: (value) => js`${callOf("namesOf", value)}.length <= ${count}`,
    expected: `an object of at most ${plural(count, "property", "properties")}`,
  })),
];

interface TestSettings {
  /** Whether `format` is checked; it is by default. */
  readonly formats?: FormatMode;
  readonly constants: Constants;
}

/** The demands of a schema that one condition decides and that concern one type, or (`general`) any value. */
export const testRules = (
  schema: SchemaObject,
  of: GuardedType | "general",
  { formats: formatMode = "assert", constants }: TestSettings,
): readonly RuleOf<"test">[] =>
  testKeywords.flatMap(({ keyword, of: type, build }): readonly RuleOf<"test">[] => {
    const value = schema[keyword];
    if (type !== of || value === undefined) return [];
    // A format that isn't known is an annotation, as all are where formats are.
    if (keyword === "format" && (formatMode === "annotate" || !formats.has(schema.format ?? ""))) return [];
    return [{ kind: "test", keyword, ...build(value, schema, constants) }];
  });

/** The demand that some properties come with another. */
export const needsRule = ({ name, needs }: DependentNames): RuleOf<"test"> => ({
  kind: "test",
  keyword: "dependentRequired",
  condition: (value) => {
    const present = needs
      .filter((need) => need !== name)
      .map((need) => js`${propertyAccess(value, need)} !== undefined`);
    return anyOf([js`${propertyAccess(value, name)} === undefined`, allOf(present)]);
  },
  expected: `an object that has ${needs.join(", ")} beside ${name}`,
});
