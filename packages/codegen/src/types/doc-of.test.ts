import { describe, expect, it } from "vitest";
import { declared, emitted, type Schema } from "./testing/written-types.ts";

const text = { type: "string" };
const number = { type: "number" };
const a = { type: "object", properties: { a: text } };

describe("the comment of a type", () => {
  const commented = async (schema: Schema): Promise<string> => {
    const [, comment = ""] = /\n\/\*\*([^]*?)\*\/\nexport/.exec(await emitted(schema)) ?? [];
    return comment.replaceAll(/\n \*/g, "").trim();
  };

  it.each<readonly [Schema, string]>([
    [{ type: "integer", minimum: 0, multipleOf: 5 }, "Not in the type: integer, minimum 0, multipleOf 5."],
    [{ ...number, exclusiveMinimum: 0, maximum: 1 }, "Not in the type: exclusiveMinimum 0, maximum 1."],
    [{ ...text, minLength: 1, not: { const: "a" } }, "Not in the type: minLength 1, not."],
    [{ type: "array", items: { type: "integer" }, maxItems: 50 }, "Not in the type: maxItems 50, integer."],
    [{ type: "array", items: number, minItems: 30, uniqueItems: true }, "Not in the type: minItems 30, uniqueItems."],
    [{ type: "object", minProperties: 1, propertyNames: text }, "Not in the type: minProperties 1, propertyNames."],
    [{ ...a, if: { required: ["a"] }, then: false }, "Not in the type: if."],
    [{ oneOf: [text, { const: "a" }] }, "Not in the type: exactly one of oneOf."],
    [{ anyOf: [{ ...text, maxLength: 3 }, { type: "null" }] }, "Not in the type: maxLength 3."],
    [
      { ...text, description: "Said.", deprecated: true, minLength: 1 },
      "Said. Not in the type: minLength 1. @deprecated",
    ],
    [{ properties: { a: text } }, "The schema requires no type; this is the type of every object that matches it."],
  ])("says in one line what the type can't: %j", async (schema, comment) => {
    expect(await commented(schema)).toBe(comment);
  });

  it.each<Schema>([
    { ...text, enum: ["a"], minLength: 1 },
    { type: "array", items: number, minItems: 2, maxItems: 2 },
    { type: "array", items: number, minItems: 1 },
    { oneOf: [text, { type: "null" }] },
    { oneOf: [{ const: true }, { const: false }] },
    { oneOf: [{ enum: [1, 2] }, { const: 3 }] },
  ])("says nothing where the type says all: %j", async (schema) => {
    expect(await commented(schema)).toBe("");
  });

  it("says which names an index signature is for", async () => {
    const schema = { type: "object", patternProperties: { "^x-": { type: "integer" } }, additionalProperties: false };
    expect(declared(await emitted(schema))).toBe(
      '{ /** * Names match "^x-". * * Not in the type: integer. */ [k: string]: number; }',
    );
  });
});
