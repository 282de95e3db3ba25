import type { Random } from "./random.ts";

type Schema = boolean | Readonly<Record<string, unknown>>;

/** The property names of random schemas and values: few, so that they match, and some that objects inherit. */
export const names = ["a", "b", "c", "x-1", "constructor", "ab"] as const;

/** Scalars of random schemas and values, some of which are easily confused. */
export const scalars = [null, true, false, 0, 1, 2, 3, 1.5, -1, "", "a", "ab", "1", "😀", "kind-a"] as const;

const types = ["array", "boolean", "integer", "null", "number", "object", "string"] as const;

const patterns = ["^a", "b$", "^[a-c]+$", "^x-", "."] as const;

type Part = (random: Random, depth: number) => Readonly<Record<string, unknown>>;

const listOf = <Value>(random: Random, most: number, make: () => Value): readonly Value[] =>
  Array.from({ length: 1 + random.below(most) }, make);

const mapOf = (random: Random, depth: number, keys: readonly string[]): Readonly<Record<string, Schema>> =>
  Object.fromEntries(listOf(random, 3, () => [random.pick(keys), randomSchema(random, depth - 1)] as const));

const distinct = (random: Random): readonly string[] => [...new Set(listOf(random, 2, () => random.pick(names)))];

const one =
  (keyword: string): Part =>
  (random, depth) => ({ [keyword]: randomSchema(random, depth - 1) });

const some =
  (keyword: string): Part =>
  (random, depth) => ({ [keyword]: listOf(random, 3, () => randomSchema(random, depth - 1)) });

const count =
  (keyword: string): Part =>
  (random) => ({ [keyword]: random.below(4) });

const branch = (random: Random, depth: number, tag: string): Schema => ({
  type: "object",
  required: ["a"],
  properties: { a: { const: tag }, b: randomSchema(random, depth - 1) },
});

/** Branches that differ only in one property, some with the tag inside it. */
const alike: Part = (random, depth) => {
  const isInside = random.below(2) === 0;
  const branches = ["kind-a", "a"].map((tag) => {
    const tagged = {
      type: "object",
      required: ["a"],
      properties: { ...mapOf(random, depth, ["b", "c"]), a: { const: tag } },
    };
    const b = isInside ? tagged : randomSchema(random, depth - 1);
    const properties = { ...(!isInside && { a: { const: tag } }), b, c: { $ref: "#/$defs/leaf" } };
    return { type: "object", allOf: [{ $ref: "#/$defs/base" }], required: isInside ? ["b"] : ["a", "b"], properties };
  });
  return { oneOf: branches };
};

const parts: readonly Part[] = [
  (random) => ({ type: random.pick(types) }),
  (random) => ({ type: [...new Set(listOf(random, 3, () => random.pick(types)))] }),
  (random) => ({ const: random.pick([...scalars, [1], { a: 1 }]) }),
  (random) => ({ enum: [...new Set(listOf(random, 3, () => random.pick(scalars)))] }),
  some("allOf"),
  some("anyOf"),
  some("oneOf"),
  one("not"),
  (random, depth) => ({ ...one("if")(random, depth), ...one("then")(random, depth), ...one("else")(random, depth) }),
  (random, depth) => ({ properties: mapOf(random, depth, names) }),
  (random, depth) => ({ type: "object", properties: mapOf(random, depth, names), required: distinct(random) }),
  (random) => ({ required: distinct(random) }),
  (random, depth) => ({ patternProperties: mapOf(random, depth, patterns) }),
  one("additionalProperties"),
  (random) => ({ properties: { a: true }, additionalProperties: random.pick([true, false]) }),
  one("unevaluatedProperties"),
  () => ({ unevaluatedProperties: false }),
  one("propertyNames"),
  count("minProperties"),
  count("maxProperties"),
  (random) => ({ dependentRequired: { [random.pick(names)]: distinct(random) } }),
  (random, depth) => ({ dependentSchemas: mapOf(random, depth, names) }),
  some("prefixItems"),
  one("items"),
  one("unevaluatedItems"),
  () => ({ unevaluatedItems: false }),
  one("contains"),
  (random, depth) => ({ ...one("contains")(random, depth), ...count("minContains")(random, depth) }),
  (random, depth) => ({ ...one("contains")(random, depth), ...count("maxContains")(random, depth) }),
  count("minItems"),
  count("maxItems"),
  () => ({ uniqueItems: true }),
  count("minLength"),
  count("maxLength"),
  (random) => ({ pattern: random.pick(patterns) }),
  count("minimum"),
  count("maximum"),
  count("exclusiveMinimum"),
  count("exclusiveMaximum"),
  (random) => ({ multipleOf: random.pick([1, 2, 3]) }),
  (random) => ({ $ref: random.pick(["#/$defs/leaf", "#/$defs/tree"]) }),
  (random, depth) => ({ oneOf: [branch(random, depth, "kind-a"), branch(random, depth, "a")] }),
  alike,
];

/** A schema of a few keywords, some with child schemas. */
const randomSchema = (random: Random, depth: number): Schema => {
  if (depth <= 0 || random.below(12) === 0) return random.pick([true, false, { type: random.pick(types) }]);
  return Object.assign({}, ...listOf(random, 3, () => random.pick(parts)(random, depth))) as Schema;
};

/** A document with a random schema and two definitions that it may refer to, one of them recursive. */
export const randomDocument = (random: Random): Readonly<Record<string, unknown>> => {
  const schema = randomSchema(random, 3);
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    ...(typeof schema === "boolean" ? { allOf: [schema] } : schema),
    $defs: {
      base: { type: "object", properties: mapOf(random, 1, names) },
      leaf: { type: random.pick(types), ...random.pick(parts.slice(0, 4))(random, 0) },
      tree: { anyOf: [{ type: "string" }, { type: "object", additionalProperties: { $ref: "#/$defs/tree" } }] },
    },
  };
};
