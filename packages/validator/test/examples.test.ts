import type { Result } from "@email-events/core";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { sourceVocabularies } from "../src/index.ts";
import { semantic } from "../src/semantic.ts";
import type { VocabularyValidator } from "../src/vocabulary-validator.ts";
import * as zodSchemas from "../src/zod.ts";
import { type Example, examples, schemas, unionSchemaOf, vocabularies } from "./contract.ts";
import { engines } from "./engines.ts";

const ours: ReadonlyMap<string, VocabularyValidator<unknown>> = new Map<string, VocabularyValidator<unknown>>([
  ...Object.entries(sourceVocabularies),
  ["semantic", semantic],
]);

const oursOf = ({ vocabulary }: Example): VocabularyValidator<unknown> => {
  const found = ours.get(vocabulary);
  if (found === undefined) throw new Error(`there is no validator of ${vocabulary}`);
  return found;
};

/** Whether parsing refused and removed nothing. */
const isWithoutNotes = (result: Result<unknown>): boolean => result.status === "valid" && result.notes === undefined;

/** The zod schema of a vocabulary's events: `bulk-tracking` has `BulkTrackingEvent`. */
const zodOf = ({ vocabulary, path }: Example): z.ZodType => {
  if (path.startsWith("semantic/specification/")) return zodSchemas.SpecificationEmailEvent;
  if (vocabulary === "semantic") return zodSchemas.SemanticEmailEvent;
  const name = `${vocabulary.replaceAll("-", "")}event`;
  const [, schema] = Object.entries(zodSchemas).find(([type]) => type.toLowerCase() === name) ?? [];
  if (schema instanceof z.ZodType) return schema;
  throw new Error(`there is no zod schema of ${vocabulary}`);
};

describe("every example has the same verdict from two independent engines, our validators and zod", () => {
  test.each(examples)("$path", async (example) => {
    const verdicts = {
      "ajv, by its own schema": await engines.ajv(example.schema, example.value),
      "hyperjump, by its own schema": await engines.hyperjump(example.schema, example.value),
      "ajv, by the vocabulary": await engines.ajv(unionSchemaOf(example), example.value),
      "hyperjump, by the vocabulary": await engines.hyperjump(unionSchemaOf(example), example.value),
      "ours, parse": isWithoutNotes(oursOf(example).parse(example.value)),
      "ours, is": oursOf(example).is(example.value),
      zod: zodOf(example).safeParse(example.value).success,
    };
    const expected = Object.fromEntries(Object.keys(verdicts).map((judge) => [judge, example.expected]));
    expect(verdicts).toEqual(expected);
  });
});

describe("the evidence is complete", () => {
  const eventSchemas = [...new Set(examples.map((example) => example.schema))];

  test.each(eventSchemas)("%s has at least three valid and three invalid examples", (schema) => {
    const own = examples.filter((example) => example.schema === schema);
    expect(own.filter((example) => example.expected).length).toBeGreaterThanOrEqual(3);
    expect(own.filter((example) => !example.expected).length).toBeGreaterThanOrEqual(3);
    expect(schemas.has(schema)).toBe(true);
  });

  test("every branch of every vocabulary has examples", () => {
    const branches = [...schemas].flatMap(([path, schema]) => {
      const union = "oneOf" in schema ? (schema.oneOf as readonly { readonly $ref: string }[]) : [];
      return union.map(({ $ref }) => new URL($ref, `https://contract.example/${path}`).pathname.slice(1));
    });
    const events = branches.filter((path) => !("oneOf" in (schemas.get(path) ?? {})));
    // 30 of our own three vocabularies; each further one brings at least one.
    expect(events.length).toBeGreaterThanOrEqual(30 + vocabularies.length - 3);
    expect(events.filter((path) => !eventSchemas.includes(path))).toEqual([]);
  });
});

describe("the schemas' own examples", () => {
  const cases = [...schemas].flatMap(([path, schema]) =>
    "examples" in schema ? (schema.examples as readonly unknown[]).map((value) => ({ path, value })) : [],
  );

  test.each(cases)("$path", async ({ path, value }) => {
    expect(await engines.ajv(path, value)).toBe(true);
    expect(await engines.hyperjump(path, value)).toBe(true);
  });
});
