import type { SourceDialect } from "@email-events/json-schema";
import { convertDocument, refusalOf } from "@email-events/json-schema/testing";
import { registerSchema, unregisterSchema, validate } from "@hyperjump/json-schema/draft-2019-09";
import "@hyperjump/json-schema/draft-04";
import "@hyperjump/json-schema/draft-06";
import { Ajv, type AnySchemaObject } from "ajv";
import Ajv04 from "ajv-draft-04";
import { Ajv2019 } from "ajv/dist/2019.js";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { validatorOf } from "../testing/validator-of.ts";

const convert = (schema: unknown, dialect: SourceDialect): unknown =>
  convertDocument(schema, { dialect, hidesContains: true });

const name = fc.constantFrom("a", "b", "id");
const scalar = fc.constantFrom<unknown>(null, true, 0, 1, 2, 1.5, "", "a", "ab");
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: "small" },
    scalar,
    fc.array(tie("any"), { maxLength: 3 }),
    fc.dictionary(name, tie("any"), { maxKeys: 3 }),
  ),
})).any;

const bound = fc.record({ minimum: fc.constantFrom(0, 1), exclusiveMinimum: fc.boolean() });
const numericBound = fc.record({ exclusiveMaximum: fc.constantFrom(1, 2) });
const plain = fc.oneof(
  fc.record({ type: fc.constantFrom("array", "object", "integer", "number", "string", "null", "boolean") }),
  fc.record({ enum: fc.uniqueArray(scalar, { minLength: 1, maxLength: 3 }) }),
  fc.record({ required: fc.uniqueArray(name, { minLength: 1 }) }),
);

/** Random schemas of a draft, made of what its conversion changes and of what stands around that. */
const schemasOf = (
  own: readonly fc.Arbitrary<object>[],
  keywords: (schema: fc.Arbitrary<unknown>) => readonly fc.Arbitrary<object>[],
) =>
  fc.letrec((tie) => {
    const schema = tie("schema");
    const list = fc.array(schema, { minLength: 1, maxLength: 2 });
    const around = fc.oneof(
      fc.record({ properties: fc.dictionary(name, schema, { maxKeys: 3 }) }),
      fc.record({ allOf: list }),
      fc.record({ anyOf: list }),
      fc.record({ not: schema }),
      fc.record({ items: fc.oneof(schema, list), additionalItems: schema }),
      fc.record({
        dependencies: fc.dictionary(name, fc.oneof(schema, fc.constant(["b"])), { minKeys: 1, maxKeys: 2 }),
      }),
      ...keywords(schema),
    );
    const parts = fc.array(fc.oneof({ depthSize: "small" }, plain, ...own, around), { minLength: 1, maxLength: 3 });
    return { schema: parts.map((all): unknown => Object.assign({}, ...all) as unknown) };
  }).schema;

const options = {
  strict: false,
  validateFormats: false,
  validateSchema: false,
  logger: false,
  ownProperties: true,
} as const;

type Peer = (schema: object) => (value: unknown) => unknown;

const drafts: readonly (readonly [SourceDialect, fc.Arbitrary<unknown>, Peer])[] = [
  ["draft-04", schemasOf([bound], () => []), (schema) => new Ajv04(options).compile(schema)],
  [
    "draft-06",
    schemasOf([numericBound], (schema) => [fc.record({ contains: schema }), fc.record({ propertyNames: schema })]),
    (schema) => new Ajv(options).compile(schema),
  ],
  [
    "2019-09",
    schemasOf([numericBound], (schema) => [
      fc.record({ contains: schema, minContains: fc.constantFrom(0, 1, 2) }),
      fc.record({ unevaluatedItems: schema }),
      fc.record({ unevaluatedProperties: schema }),
    ]),
    (schema) => new Ajv2019(options).compile(schema),
  ],
];

const addresses: { readonly [Dialect in SourceDialect]?: string } = {
  "draft-04": "http://json-schema.org/draft-04/schema",
  "draft-06": "http://json-schema.org/draft-06/schema",
  "2019-09": "https://json-schema.org/draft/2019-09/schema",
};

/** The result of @hyperjump/json-schema, which decides where ajv is wrong: it is on some `contains` and unevaluated items. */
const compileHyperjump = async (schema: object, dialect: SourceDialect): Promise<(value: unknown) => boolean> => {
  const address = "https://dialects.test/schema";
  registerSchema(structuredClone(schema) as AnySchemaObject, address, addresses[dialect] ?? "");
  const compiled = await validate(address);
  unregisterSchema(address);
  return (one) => compiled(one as Parameters<typeof compiled>[0]).valid;
};

/**
 * Whether both engines are wrong: for them, `contains` marks items as evaluated in 2019-09 as it does in 2020-12
 * (https://json-schema.org/draft/2019-09/json-schema-core#rfc.section.9.3.1.3).
 */
const isMisread = (schema: unknown): boolean => {
  const text = JSON.stringify(schema);
  return text.includes('"contains":') && text.includes('"unevaluatedItems":');
};

const runs = Number(process.env["DIALECT_RUNS"] ?? 40);

describe.each(drafts)("a random schema of %s", (dialect, schemas, compile) => {
  it("gives the results that engines of the draft agree on, once it is converted", async () => {
    let compared = 0;
    const property = fc.asyncProperty(
      schemas,
      fc.array(value, { minLength: 5, maxLength: 10 }),
      async (schema, values) => {
        if (isMisread(schema)) return;
        const made: { validator?: ReturnType<typeof validatorOf> } = {};
        const refusal = refusalOf(() => {
          made.validator = validatorOf(convert(schema, dialect));
        });
        if (refusal || !made.validator) return;
        const ajv = compile(structuredClone(schema) as object);
        const hyperjump = await compileHyperjump(schema as object, dialect);
        for (const one of values) {
          const expected = hyperjump(one);
          if (ajv(one) !== expected) continue;
          expect([one, made.validator.is(one)]).toEqual([one, expected]);
          compared += 1;
        }
      },
    );
    await fc.assert(property, { numRuns: runs });
    expect(compared).toBeGreaterThan(runs);
  }, 600_000);
});
