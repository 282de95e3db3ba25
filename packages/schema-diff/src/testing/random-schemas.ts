import * as fc from "fast-check";

/** A schema made at random. */
export type RandomSchema = boolean | Readonly<Record<string, unknown>>;

const names = ["a", "b", "ab"] as const;

const size = fc.integer({ min: 0, max: 3 });

const scalar = fc.constantFrom(null, true, false, 0, 1, 2, 1.5, -1, "", "a", "ab", "b");

/** A schema with required keywords, and sometimes optional ones. */
const sparse = (
  must: Readonly<Record<string, fc.Arbitrary<unknown>>>,
  may: Readonly<Record<string, fc.Arbitrary<unknown>>>,
) => {
  const rarely = Object.entries(may).map(([keyword, value]) => [
    keyword,
    fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value }),
  ]);
  return fc
    .record<Readonly<Record<string, unknown>>>({ ...must, ...Object.fromEntries(rarely) })
    .map((schema): RandomSchema =>
      Object.fromEntries(Object.entries(schema).filter(([, value]) => value !== undefined)),
    );
};

const text = sparse(
  { type: fc.constant("string") },
  { minLength: size, maxLength: size, pattern: fc.constantFrom("^a", "b$", "^a?b") },
);

const number = sparse(
  { type: fc.constantFrom("integer", "number") },
  {
    minimum: size,
    maximum: size,
    exclusiveMinimum: size,
    exclusiveMaximum: size,
    // Exact in floating point, too, which the engines compare.
    multipleOf: fc.constantFrom(1, 2, 3, 4, 0.5, 1.5, 2.5),
  },
);

const listed = fc.oneof(
  fc.record({ const: scalar }),
  fc.record({ enum: fc.uniqueArray(scalar, { minLength: 1, maxLength: 4 }) }),
);

const typed = fc.record({
  type: fc.oneof(
    fc.constantFrom("string", "integer", "number", "boolean", "null", "object", "array"),
    fc.uniqueArray(fc.constantFrom("string", "integer", "null", "object", "array"), { minLength: 1, maxLength: 3 }),
  ),
});

const objectOf = (schema: fc.Arbitrary<RandomSchema>) =>
  sparse(
    {
      type: fc.constant("object"),
      properties: fc.dictionary(fc.constantFrom(...names), schema, { maxKeys: 3 }),
    },
    {
      required: fc.uniqueArray(fc.constantFrom(...names), { maxLength: 2 }),
      additionalProperties: fc.oneof(fc.constant(false), schema),
      patternProperties: fc.dictionary(fc.constantFrom("^a", "b$"), schema, { maxKeys: 2 }),
      propertyNames: fc.oneof(
        fc.record({ maxLength: size }),
        fc.record({ pattern: fc.constantFrom("^a", "b$") }),
        fc.record({ enum: fc.uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: 3 }) }),
      ),
      minProperties: size,
      maxProperties: size,
      dependentRequired: fc.constant({ a: ["b"] }),
      unevaluatedProperties: fc.constant(false),
    },
  );

const arrayOf = (schema: fc.Arbitrary<RandomSchema>) =>
  sparse(
    { type: fc.constant("array") },
    {
      items: schema,
      prefixItems: fc.array(schema, { minLength: 1, maxLength: 2 }),
      minItems: size,
      maxItems: size,
      uniqueItems: fc.boolean(),
      contains: schema,
      maxContains: fc.integer({ min: 1, max: 2 }),
    },
  );

const combined = (schema: fc.Arbitrary<RandomSchema>) => {
  const list = fc.array(schema, { minLength: 1, maxLength: 3 });
  return fc.oneof(
    fc.record({ anyOf: list }),
    fc.record({ oneOf: list }),
    fc.record({ allOf: list }),
    fc.record({ not: schema }),
    // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
    fc.record({ if: schema, then: schema, else: schema }, { requiredKeys: ["if"] }),
  );
};

const { schema } = fc.letrec<{ schema: RandomSchema }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 2, depthIdentifier: "schema" },
    fc.oneof(text, number, listed, typed, fc.boolean()),
    fc.oneof(objectOf(tie("schema")), arrayOf(tie("schema")), combined(tie("schema"))),
    objectOf(tie("schema")),
  ),
}));

/** Schemas made at random. */
export const randomSchema = schema;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Edits one place of a schema, chosen by a number: replaces a schema, removes a keyword, or adds some. */
const edit = (value: unknown, replacement: RandomSchema, choice: number): unknown => {
  if (!isRecord(value) || choice % 7 === 0) return replacement;
  const keys = Object.keys(value);
  const key = keys[choice % Math.max(1, keys.length)];
  if (key === undefined) return replacement;
  const { [key]: inner, ...rest } = value;
  if (choice % 5 === 0) return rest;
  if (choice % 11 === 0 && isRecord(replacement)) return { ...value, ...replacement };
  if (["properties", "patternProperties"].includes(key)) return { ...rest, [key]: editMap(inner, replacement, choice) };
  if (["items", "additionalProperties", "not", "if", "then", "else", "contains"].includes(key)) {
    return { ...rest, [key]: edit(inner, replacement, Math.floor(choice / 7)) };
  }
  if (!["anyOf", "oneOf", "allOf", "prefixItems"].includes(key) || !Array.isArray(inner)) return rest;
  const at = choice % inner.length;
  const changed = inner.map((item: unknown, index) =>
    index === at ? edit(item, replacement, Math.floor(choice / 7)) : item,
  );
  return { ...rest, [key]: choice % 3 === 0 ? [...inner, replacement] : changed };
};

const editMap = (map: unknown, replacement: RandomSchema, choice: number): unknown => {
  if (!isRecord(map)) return map;
  const keys = Object.keys(map);
  const key = choice % 3 === 0 ? "b" : (keys[choice % Math.max(1, keys.length)] ?? "a");
  return { ...map, [key]: edit(map[key] ?? true, replacement, Math.floor(choice / 7)) };
};

/** A schema and an edited version of it. */
export const schemaAndEdit: fc.Arbitrary<readonly [RandomSchema, RandomSchema]> = fc
  .tuple(schema, schema, fc.nat(5_000))
  .map(([was, replacement, choice]) => {
    const is = edit(was, replacement, choice);
    return [was, typeof is === "boolean" || isRecord(is) ? is : replacement] as const;
  });
