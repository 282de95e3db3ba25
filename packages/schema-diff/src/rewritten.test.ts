import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diffSchemas } from "./diff-schemas.ts";
import { isBreakingFor } from "./classify-change.ts";
import { type RandomSchema, randomSchema } from "./testing/random-schemas.ts";

/** `DIFF_RUNS=5000 DIFF_SEED=7` looks longer and elsewhere. */
const runs = Number(process.env["DIFF_RUNS"] ?? 40);
const seed = Number(process.env["DIFF_SEED"] ?? 2026);

const diff = (was: unknown, is: unknown) =>
  diffSchemas(new Map([["a.schema.json", was]]), new Map([["a.schema.json", is]]));

/** Equivalent rewrites of any schema. */
const otherWords: Readonly<Record<string, (schema: RandomSchema) => RandomSchema>> = {
  "in allOf": (schema) => ({ allOf: [schema] }),
  "in allOf, twice": (schema) => ({ allOf: [schema, schema] }),
  "in anyOf": (schema) => ({ anyOf: [schema] }),
  "in anyOf, twice": (schema) => ({ anyOf: [schema, schema] }),
  "in oneOf": (schema) => ({ oneOf: [schema] }),
  "in anyOf, beside nothing": (schema) => ({ anyOf: [schema, false] }),
  "in oneOf, beside nothing": (schema) => ({ oneOf: [false, schema] }),
  "not not": (schema) => ({ not: { not: schema } }),
  "by reference": (schema) => ({ $ref: "#/$defs/s", $defs: { s: schema } }),
  "beside what asks for nothing": (schema) => ({ allOf: [schema, { minLength: 0, additionalProperties: true }] }),
  "beside names of any sort": (schema) => ({ allOf: [schema, { patternProperties: { ".*": {} } }] }),
  "beside an annotation": (schema) => ({ allOf: [schema], "x-order": 1, markdownDescription: "A" }),
};

/** Rewrites that say nothing themselves. */
const pointing: readonly ((schema: RandomSchema) => readonly [part: RandomSchema, definitions: RandomSchema])[] = [
  (schema) => [{ $ref: "#/$defs/s" }, { s: schema }],
  (schema) => [{ allOf: [schema] }, {}],
  (schema) => [{ anyOf: [{ $ref: "#/$defs/s" }] }, { s: { oneOf: [schema], description: "A" } }],
];

/** Schemas that are compared by the meanings of their parts. */
const whole: Readonly<Record<string, (part: RandomSchema) => Readonly<Record<string, unknown>>>> = {
  "a closed choice": (part) => ({
    anyOf: [{ properties: { a: part } }, { required: ["b"] }],
    unevaluatedProperties: false,
  }),
  "a condition of another": (part) => ({ dependentSchemas: { a: part }, unevaluatedProperties: { type: "string" } }),
  "a closed list": (part) => ({ contains: part, unevaluatedItems: false }),
  "what is excluded": (part) => ({ not: { properties: { a: part }, required: ["a"] } }),
};

/** Schemas that allow every value of a schema, and perhaps more. */
const wider: Readonly<Record<string, (schema: RandomSchema, other: RandomSchema) => RandomSchema>> = {
  "a branch of anyOf": (schema, other) => ({ anyOf: [schema, other] }),
  "the last branch of anyOf": (schema, other) => ({ anyOf: [other, schema] }),
  "a branch of a branch": (schema, other) => ({ anyOf: [{ anyOf: [other, schema] }, { type: "null" }] }),
};

describe("diffSchemas on equal sets in other words", { timeout: 3_600_000 }, () => {
  it.each(Object.entries(otherWords))("finds nothing that breaks where a schema is written %s", (_, rewrite) => {
    fc.assert(
      fc.property(randomSchema, (schema) => {
        for (const changes of [diff(schema, rewrite(schema)), diff(rewrite(schema), schema)]) {
          const found = changes.filter(({ change }) => !/^(definition|annotation)-/.test(change));
          expect(found.filter(({ bump }) => bump !== "patch")).toEqual([]);
        }
      }),
      { numRuns: runs, seed },
    );
  });

  it.each(Object.entries(whole))("finds nothing that breaks where %s refers to a part", (_, around) => {
    fc.assert(
      fc.property(randomSchema, fc.constantFrom(...pointing), (schema, point) => {
        const [part, definitions] = point(schema);
        const [inline, apart] = [
          { ...around(schema), $defs: {} },
          { ...around(part), $defs: definitions },
        ];
        for (const changes of [diff(inline, apart), diff(apart, inline)]) {
          const found = changes.filter(({ change }) => !change.startsWith("definition-"));
          expect(found.filter(({ bump }) => bump !== "patch")).toEqual([]);
        }
      }),
      { numRuns: runs, seed },
    );
  });

  it.each(Object.entries(wider))(
    "breaks no producer where a schema becomes %s, nor a consumer on the way back",
    (_, widen) => {
      fc.assert(
        fc.property(randomSchema, randomSchema, (schema, other) => {
          const choice = widen(schema, other);
          expect(diff(schema, choice).filter((change) => isBreakingFor(change, "producer"))).toEqual([]);
          const back = diff(choice, schema).filter(({ change }) => change !== "property-removed");
          expect(back.filter((change) => isBreakingFor(change, "consumer"))).toEqual([]);
        }),
        { numRuns: runs, seed },
      );
    },
  );
});
