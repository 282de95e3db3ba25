import { describeTypes, type Row } from "./testing/written-types.ts";

const text = { type: "string" };
const number = { type: "number" };
const word = { $defs: { word: { type: "string" } } };
const person = { $defs: { person: { type: "object", properties: { a: text, b: number } } } };
const a = { type: "object", properties: { a: text } };

const equal: Readonly<Record<string, Row>> = {
  "an object that says it is open": { schema: { ...a, additionalProperties: true }, type: "{ a?: string; }" },
  "an object that says so by an empty schema": { schema: { ...a, additionalProperties: {} }, type: "{ a?: string; }" },
  "an heir that says it is open": {
    schema: {
      type: "object",
      allOf: [{ $ref: "#/$defs/person" }],
      properties: { c: text },
      additionalProperties: true,
      ...person,
    },
    type: "interface extends Person { c?: string; }",
  },
  "an object that describes its other properties": {
    schema: { ...a, additionalProperties: { description: "Yours." } },
    type: "{ a?: string; /** * Yours. */ [k: string]: unknown; }",
  },
  "an object of a pattern that every name matches": {
    schema: { type: "object", patternProperties: { ".*": number } },
    type: "{ [k: string]: number; }",
  },
  "a reference in a list of one": { schema: { allOf: [{ $ref: "#/$defs/word" }], ...word }, type: "Word" },
  "a choice of one": { schema: { anyOf: [{ $ref: "#/$defs/word" }], ...word }, type: "Word" },
  "an object of anything": { schema: { type: "object", additionalProperties: {} }, type: "{ [k: string]: unknown; }" },
  "an object without properties": {
    schema: { type: "object", additionalProperties: false },
    type: "{ [k: string]: never; }",
    fits: [{}],
    refuses: [{ a: 1 }, 1, "a", []],
  },
  "an object without properties, in other words": {
    schema: { type: "object", properties: {}, additionalProperties: false },
    type: "{ [k: string]: never; }",
  },
  "an empty object as a constant": {
    schema: { const: {} },
    type: "{ [k: string]: never; }",
    fits: [{}],
    refuses: [{ a: 1 }, 1],
  },
  "named and other properties of one type": {
    schema: { type: "object", properties: { a: number }, additionalProperties: number },
    type: "{ a?: number; [k: string]: number | undefined; }",
    fits: [{}, { a: 1, b: 2 }],
    refuses: [{ b: "" }],
  },
  "a named property that others cover": {
    schema: {
      type: "object",
      required: ["a"],
      properties: { a: { const: "x" } },
      additionalProperties: { type: ["string", "null"] },
    },
    type: '{ a: "x"; [k: string]: string | null; }',
  },
};

describeTypes("types of equal schemas are equal", equal);
