import type { Expressible } from "./expressible.ts";

const text = { type: "string" };
const number = { type: "number" };

/** Keywords that no method of zod checks, with a type. */
const checksOfTypes: Readonly<Record<string, Expressible>> = {
  different: {
    schema: { type: "array", items: true, uniqueItems: true },
    valid: [[], [1, "1", true], [{ a: 1 }, { a: 2 }]],
    invalid: [
      [1, 1],
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
      [[], []],
      {},
    ],
  },
  differentPair: {
    schema: { type: "array", prefixItems: [text, text], uniqueItems: true, minItems: 1 },
    valid: [["a"], ["a", "b", 1]],
    invalid: [[], ["a", "a"], ["a", "b", 1, 1], [1]],
  },
  containing: {
    schema: { type: "array", contains: text, minContains: 2, maxContains: 3 },
    valid: [
      ["a", "b"],
      ["a", 1, "b", "c"],
    ],
    invalid: [[], ["a"], ["a", "b", "c", "d"]],
  },
  multiples: {
    schema: {
      type: "object",
      properties: { price: { ...number, multipleOf: 0.5 }, even: { type: "integer", multipleOf: 2 } },
    },
    valid: [{ price: 4.5, even: -2 }, {}],
    invalid: [{ price: 4.35 }, { even: 3 }, { even: "2" }],
  },
  someProperties: {
    schema: { type: "object", properties: { a: text }, minProperties: 1, maxProperties: 2 },
    valid: [{ a: "a" }, { b: 1, c: 2 }],
    invalid: [{}, { a: "a", b: 1, c: 2 }, { a: 1 }],
  },
  propertyNames: {
    schema: { type: "object", additionalProperties: number, propertyNames: { pattern: "^[a-z]+$", maxLength: 3 } },
    valid: [{}, { abc: 1 }],
    invalid: [{ A: 1 }, { abcd: 1 }, { a: "1" }],
  },
  dependents: {
    schema: {
      type: "object",
      properties: { card: text, address: text, tax: number },
      dependentRequired: { card: ["address"] },
      dependentSchemas: { tax: { required: ["country"], properties: { country: text } } },
    },
    valid: [{}, { card: "a", address: "b" }, { tax: 1, country: "NL" }],
    invalid: [{ card: "a" }, { tax: 1 }, { tax: 1, country: 1 }],
  },
  dependencies: {
    schema: {
      $schema: "http://json-schema.org/draft-07/schema#",
      type: "object",
      properties: { a: text, b: text },
      dependencies: { a: ["b"], b: { maxProperties: 2 }, c: false },
    },
    valid: [{}, { a: "a", b: "b" }, { b: "b" }],
    invalid: [{ a: "a" }, { b: "b", d: 1, e: 1 }, { c: 1 }],
  },
  notThis: {
    schema: { ...text, not: { enum: ["a", "b"] } },
    valid: ["", "c"],
    invalid: ["a", "b", 1],
  },
  conditional: {
    schema: {
      type: "object",
      required: ["kind"],
      properties: { kind: text, size: number },
      if: { properties: { kind: { const: "sized" } } },
      then: { required: ["size"] },
      else: { not: { required: ["size"] } },
    },
    valid: [{ kind: "sized", size: 1 }, { kind: "other" }],
    invalid: [{ kind: "sized" }, { kind: "other", size: 1 }, {}],
  },
  overlapping: {
    schema: {
      title: "Holder",
      type: "object",
      properties: { value: { oneOf: [{ type: "integer" }, { ...number, minimum: 2 }, { type: "null" }] } },
    },
    valid: [{ value: 1 }, { value: 2.5 }, { value: null }, {}],
    invalid: [{ value: 2 }, { value: 1.5 }, { value: "a" }],
  },
  baseWithChecks: {
    schema: {
      title: "Heir",
      type: "object",
      allOf: [{ $ref: "#/$defs/base" }],
      properties: { b: number },
      $defs: { base: { type: "object", properties: { a: text }, minProperties: 2 } },
    },
    valid: [
      { a: "a", b: 1 },
      { c: 1, d: 1 },
    ],
    invalid: [{}, { b: 1 }, { a: 1, b: 1 }],
  },
};

/** Keywords without a type. */
const withoutType: Readonly<Record<string, Expressible>> = {
  lengthOfAny: { schema: { minLength: 2 }, valid: [1, null, {}, "ab"], invalid: ["a", ""] },
  boundsOfAny: { schema: { minimum: 2, multipleOf: 2, maxItems: 1 }, valid: ["a", 2, [1]], invalid: [1, 3, [1, 2]] },
  propertiesOfAny: {
    schema: { title: "Loose", properties: { a: text, toString: number, next: { $ref: "#" } }, required: ["a"] },
    valid: [1, [], { a: "a" }, { a: "a", next: { a: "b" } }],
    invalid: [{}, { a: 1 }, { a: "a", next: {} }, { a: "a", toString: "b" }],
  },
  listOfAny: { schema: { prefixItems: [text], items: number }, valid: [{}, [], ["a", 1]], invalid: [[1], ["a", "b"]] },
  closedAny: {
    schema: { properties: { a: text }, patternProperties: { "^x-": number }, additionalProperties: false },
    valid: [null, {}, { a: "a", "x-b": 1 }],
    invalid: [{ b: 1 }, { "x-b": "1" }],
  },
  typeBesideChoice: {
    schema: { ...text, anyOf: [{ type: ["string", "null"] }, number] },
    valid: ["a"],
    invalid: [null, 1],
  },
  undescribed: {
    schema: { type: "object", properties: { a: text }, required: ["a", "id"] },
    valid: [{ a: "a", id: null }],
    invalid: [{ a: "a" }, { id: 1 }, { a: 1, id: 1 }],
  },
  wholeConstants: {
    schema: { type: ["object", "array", "string"], enum: [{ a: [1] }, [], "a", 1], minProperties: 1 },
    valid: [{ a: [1] }, [], "a"],
    invalid: [{}, [1], 1, { a: [1], b: 1 }],
  },
  constantBesideChoice: {
    schema: { const: 1, allOf: [number], multipleOf: 2 },
    valid: [],
    invalid: [1, 2],
  },
  otherProperties: {
    schema: { type: "object", allOf: [{ type: "object", properties: { a: true } }], additionalProperties: false },
    valid: [{}],
    invalid: [{ a: 1 }, 1],
  },
  emptyTuple: { schema: { type: "array", prefixItems: [true], maxItems: 0 }, valid: [[]], invalid: [[1], {}] },
};

/** Keywords without effect. */
const idle: Readonly<Record<string, Expressible>> = {
  nothingSaid: {
    schema: {
      type: "object",
      properties: { a: { ...text, minimum: 3, items: false, minLength: 0 }, b: { type: "array", uniqueItems: false } },
      required: [],
      minProperties: 0,
      propertyNames: true,
      dependentRequired: {},
      additionalProperties: {},
      not: false,
      if: { required: ["a"] },
    },
    valid: [{}, { a: "", b: [1, 1], c: 1 }],
    invalid: [{ a: 1 }, { b: 1 }],
  },
  openToAll: {
    schema: { additionalProperties: true, anyOf: [{ $ref: "#/$defs/a" }, text], $defs: { a: { type: "object" } } },
    valid: ["a", {}],
    invalid: [1, []],
  },
};

/** Schemas that zod's own methods can't express, but checks of parsed values can. */
export const expressibleChecks: Readonly<Record<string, Expressible>> = { ...checksOfTypes, ...withoutType, ...idle };
