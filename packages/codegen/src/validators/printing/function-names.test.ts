import { setOfOne } from "@email-events/json-schema/testing";
import { describe, expect, it } from "vitest";
import { emitTypedValidators } from "../emit-validators.ts";
import { wayInWords } from "./function-names.ts";

const dateTime = { type: "string", format: "date-time", description: "As in 2026-03-09T07:41:12.000Z." };

const functionsOf = (schema: object): readonly string[] => {
  const text = emitTypedValidators(setOfOne({ title: "Thing", ...schema }), "./types.js");
  const names = [...text.matchAll(/^function (\w+)/gm)].map(([, name = ""]) => name);
  return names.filter((name) => /^(?:expect|optional|check)[A-Z]/.test(name) && name !== "checkThing");
};

describe("the functions inside of emitted validators", () => {
  it.each([
    ["a format", { properties: { at: dateTime } }, ["expectDateTime", "optionalDateTime"]],
    ["a format that has to be there", { required: ["at"], properties: { at: dateTime } }, ["expectDateTime"]],
    ["types", { properties: { a: { type: ["string", "null"] } } }, ["optionalStringOrNull"]],
    [
      "a bound",
      { properties: { a: { type: "string", minLength: 1 } } },
      ["expectStringMinLength1", "optionalStringMinLength1"],
    ],
    ["bounds", { properties: { a: { minimum: -1, maximum: 2.5 } } }, ["optionalMinimum1Maximum25"]],
    ["a pattern", { properties: { a: { pattern: "^[a-z]+@example\\.com$" } } }, ["optionalPattern"]],
    ["constants", { properties: { a: { enum: ["one", "two"] } } }, ["optionalEnum"]],
    [
      "a choice of types",
      { properties: { a: { anyOf: [dateTime, { type: "null" }] } } },
      ["expectDateTime", "optionalDateTimeOrNull"],
    ],
    [
      "a declaration",
      {
        properties: { a: { anyOf: [{ $ref: "#/$defs/b" }, { type: "null" }] } },
        $defs: { b: { type: "object", required: ["c"] } },
      },
      ["checkB", "optionalBOrNull"],
    ],
    ["a place", { properties: { a: { type: "object", required: ["c"] } } }, ["checkThing_A"]],
    [
      "a place further down",
      { properties: { a: { items: { type: "array", items: { required: ["c"] } } } } },
      ["checkThing_A_Items_Items", "checkThing_A_Items", "checkThing_A"],
    ],
  ])("are named after %s", (_, schema, names) => {
    expect(functionsOf(schema)).toEqual(names);
  });

  it("are one where places ask for the same", () => {
    const part = { type: "object", required: ["c"], properties: { c: dateTime } };
    expect(functionsOf({ properties: { a: part, b: part, d: { items: part } } })).toEqual([
      "checkThing_A",
      "checkThing_D",
      "expectDateTime",
    ]);
  });

  it("differ where formats with the same words do", () => {
    const [email, idnEmail] = ["email", "idn-email"].map((format) => ({ type: "string", format }));
    expect(functionsOf({ properties: { a: email, b: idnEmail } })).toEqual([
      "expectEmail",
      "optionalEmail",
      "expectIdnEmail",
      "optionalIdnEmail",
    ]);
  });

  it("stay short, however long a schema's texts are", () => {
    const long = "a".repeat(500);
    const names = functionsOf({
      properties: {
        a: {
          enum: [long],
          pattern: long.slice(0, 40),
          type: ["string", "null", "array", "object", "number"],
          minimum: 1.234567891234,
        },
      },
    });
    for (const name of names) expect(name.length).toBeLessThanOrEqual(56);
  });
});

describe("wayInWords", () => {
  it.each([
    ["/properties/list/items/anyOf/0", ["List", "Items", "AnyOf0"]],
    ["/properties/properties/properties/a-b", ["Properties", "AB"]],
    ["/patternProperties/^x~1-", ["X"]],
    ["/not/if", ["Not", "If"]],
    ["", []],
  ])("names a place by its properties and keywords: %s", (pointer, words) => {
    expect(wayInWords(pointer)).toEqual(words);
  });
});

describe("what is said of emitted functions", () => {
  it.each([
    ["Email Opened", "an EmailOpened"],
    ["User", "a User"],
    ["Unsubscribed", "an Unsubscribed"],
  ])("has the article that is spoken: %s", (title, words) => {
    const text = emitTypedValidators(setOfOne({ title }), "./types.js");
    expect(text).toContain(`What is wrong with a value as ${words}: nothing`);
  });
});
