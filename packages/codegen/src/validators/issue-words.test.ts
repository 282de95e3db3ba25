import { describe, expect, it } from "vitest";
import { validatorOf } from "../testing/validator-of.ts";

const first = (schema: unknown, value: unknown) => validatorOf(schema).issuesOf(value)[0];

describe("issues of emitted validators", () => {
  it.each([
    ["a const", { const: "track" }, "trak", { code: "const", expected: '"track"', hint: 'did you mean "track"?' }],
    ["an enum", { enum: ["a", 1] }, 2, { code: "enum", expected: 'one of "a", 1', received: "2" }],
    ["a type", { type: ["string", "null"] }, [1], { expected: "a string or null", received: "an array of 1" }],
    ["a bound", { type: "integer", minimum: 1 }, 0, { code: "minimum", expected: "a whole number of at least 1" }],
    ["two bounds", { minimum: 1, maximum: 9 }, 0, { code: "minimum", expected: "a number from 1 to 9" }],
    [
      "a choice",
      {
        anyOf: [
          { type: "string", minLength: 2 },
          { type: "integer", minimum: 1, maximum: 100 },
        ],
      },
      null,
      { expected: "a string of at least 2 characters, or a whole number from 1 to 100" },
    ],
    ["a pattern", { pattern: "^[a-z]$" }, "A", { code: "pattern", expected: "a string that matches ^[a-z]$" }],
    ["a long pattern", { pattern: "a".repeat(101) }, "A", { expected: "a string that matches the pattern" }],
    ["an address", { type: "string", maxLength: 3 }, "a@b.c", { received: "a string of 5 characters" }],
    ["one in HTML", { type: "string", maxLength: 3 }, "a&#64;b.c", { received: "a string of 9 characters" }],
    ["one in JSON", { type: "string", maxLength: 3 }, "a\\u0040b.c", { received: "a string of 10 characters" }],
    ["a function", { type: "string" }, () => 1, { received: "a function" }],
    ["a symbol", { type: "string" }, Symbol("a"), { received: "a symbol" }],
    [
      "a lack",
      { required: ["userId"] },
      { userid: 1 },
      { pointer: "/userId", hint: '"userid" is there: did you mean "userId"?' },
    ],
    [
      "a stranger",
      { properties: { name: {} }, additionalProperties: false },
      { nmae: 1 },
      { pointer: "/nmae", code: "additionalProperties", hint: 'did you mean "name"?' },
    ],
    [
      "a stranger in capitals, with blanks",
      { enum: ["Email Marked as Spam"] },
      "EMAIL_MARKED_AS_SPAM",
      { hint: 'did you mean "Email Marked as Spam"?' },
    ],
    [
      "what is unevaluated",
      { unevaluatedProperties: false },
      { a: 1 },
      { pointer: "/a", expected: "no property of this name" },
    ],
    ["a property that mustn't be", { properties: { a: false } }, { a: 1 }, { expected: "no property of this name" }],
    [
      "a property that matches what mustn't be",
      { patternProperties: { "^a": false } },
      { ab: 1 },
      { pointer: "/ab", expected: "no property of this name" },
    ],
    ["any property", { propertyNames: false }, { a: 1 }, { pointer: "/a", expected: "no property at all" }],
    [
      "a property that nothing goes with",
      { dependentSchemas: { a: false } },
      { a: 1 },
      { expected: "an object without a" },
    ],
    ["an item too many", { prefixItems: [true], items: false }, [1, 2], { pointer: "/1", expected: "no item here" }],
    ["a first item", { prefixItems: [false] }, [1], { pointer: "/0", expected: "no item here" }],
    ["an unevaluated item", { unevaluatedItems: false }, [1], { pointer: "/0", expected: "no item here" }],
    ["a value where none may be", { allOf: [false] }, 1, { code: "false", expected: "no value at all" }],
    ["a value that is anything", { not: true }, 1, { code: "not", expected: "no value at all" }],
    ["what mustn't be", { not: { type: "string" } }, "a", { code: "not", expected: "anything but a string" }],
    ["what can't be said", { not: { properties: { a: { const: 1 } } } }, {}, { expected: "something else" }],
    ["a condition", { if: { type: "string" }, then: false }, "a", { expected: "anything but a string" }],
    ["a condition that isn't met", { if: { required: ["a"] }, else: false }, {}, { expected: "an object with a" }],
    [
      "a choice of one where several fit",
      { oneOf: [{ type: "string", minLength: 2 }, { type: "null" }, { type: "string", maxLength: 5 }] },
      "abc",
      {
        code: "oneOf",
        expected:
          "a value that fits only one of these, not 2: a string of at least 2 characters, or a string of at most 5 characters",
      },
    ],
    [
      "a choice of one where none fits",
      { oneOf: [{ type: "string" }, { type: "null" }] },
      1,
      { code: "oneOf", expected: "a string, or null" },
    ],
    ["an odd name", { properties: { "a/b~c": { type: "null" } } }, { "a/b~c": 1 }, { pointer: "/a~1b~0c" }],
    ["an item", { prefixItems: [true, { type: "null" }] }, [1, 2], { pointer: "/1", expected: "null" }],
    [
      "contains",
      { contains: { const: 1 }, minContains: 2 },
      [1],
      { code: "contains", expected: "an array with at least 2 of: 1" },
    ],
  ])("explain %s", (_, schema, value, issue) => {
    expect(first(schema, value)).toMatchObject(issue);
  });

  it("don't take a property that is asked for itself for a mistyped other one, nor one letter for another", () => {
    const numbered = { required: ["address_1", "address_2"], properties: { address_1: {}, address_2: {} } };
    expect(first(numbered, { address_1: "x" })).toEqual({
      pointer: "/address_2",
      code: "required",
      expected: "a value",
      received: "nothing",
    });
    const base = { properties: { link_id: { type: "string" } } };
    expect(first({ allOf: [base], required: ["list_id"] }, { link_id: "x" })).not.toHaveProperty("hint");
    expect(first({ allOf: [base], required: ["list_id"] }, { lst_id: "x" })).toHaveProperty("hint");
    expect(first({ enum: ["a", "b"] }, "c")).not.toHaveProperty("hint");
  });

  it.each([
    ["email_opend", ["email_opened", "email_bounced"], "email_opened"],
    ["EMAIL_OPENED", ["email_bounced", "email_opened"], "email_opened"],
    ["linkUrl", ["link_id", "link_url"], "link_url"],
    ["Level 1", ["level_q", "level_1"], "level_1"],
    ["yes", ["9es", "Yes"], "Yes"],
    ["email_delivery", ["delay", "delivery"], "delivery"],
    ["3", ["S", "M", "L"], undefined],
    ["-", ["S", "M", "L"], undefined],
    ["2024", ["RPRT"], undefined],
    ["click", ["bounce", "open"], undefined],
    ["", ["a"], undefined],
    ["aaaa", ["aaaaaa", "aaab"], "aaab"],
    ["link", [null, 4, ["link"], "lnk"], "lnk"],
  ])("take %j among %j for %j", (value, words, meant) => {
    expect(first({ enum: words }, value)?.hint).toBe(meant && `did you mean ${JSON.stringify(meant)}?`);
  });
});
