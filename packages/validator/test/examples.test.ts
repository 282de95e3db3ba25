import type { Result } from "@email-events/core";
import { describe, expect, test } from "vitest";
import type * as z from "zod";
import { airship } from "../src/airship.ts";
import { bulkTracking } from "../src/bulk-tracking.ts";
import { semantic } from "../src/semantic.ts";
import type { Vocabulary } from "../src/vocabulary.ts";
import { AirshipEvent, BulkTrackingEvent, SemanticEmailEvent, SpecificationEmailEvent } from "../src/zod.ts";
import { type Example, examples, schemas, unionSchemaOf, type VocabularyName } from "./contract.ts";
import { engines } from "./engines.ts";

const ours: Readonly<Record<VocabularyName, Vocabulary<unknown>>> = {
  airship,
  "bulk-tracking": bulkTracking,
  semantic,
};

/** Whether parsing refused and removed nothing. */
const isWithoutRemark = (result: Result<unknown>): boolean => result.status === "valid" && result.notes === undefined;

const zodOf = ({ vocabulary, path }: Example): z.ZodType => {
  if (vocabulary === "airship") return AirshipEvent;
  if (vocabulary === "bulk-tracking") return BulkTrackingEvent;
  return path.startsWith("semantic/specification/") ? SpecificationEmailEvent : SemanticEmailEvent;
};

describe("every example has the same verdict from two independent engines, our validators and zod", () => {
  test.each(examples)("$path", async (example) => {
    const verdicts = {
      "ajv, by its own schema": await engines.ajv(example.schema, example.value),
      "hyperjump, by its own schema": await engines.hyperjump(example.schema, example.value),
      "ajv, by the vocabulary": await engines.ajv(unionSchemaOf(example), example.value),
      "hyperjump, by the vocabulary": await engines.hyperjump(unionSchemaOf(example), example.value),
      "ours, parse": isWithoutRemark(ours[example.vocabulary].parse(example.value)),
      "ours, is": ours[example.vocabulary].is(example.value),
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
    expect(events.length).toBe(30);
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
