import { describeTypes, type Row } from "./testing/written-types.ts";

const text = { type: "string" };
const number = { type: "number" };
const word = { $defs: { word: { type: "string" } } };
const a = { type: "object", properties: { a: text } };

const narrowing: Readonly<Record<string, Row>> = {
  "constants and a base": { schema: { ...text, allOf: [{ minLength: 1 }], enum: ["x"] }, type: '"x"' },
  "a constant and a base": { schema: { const: "a", allOf: [{ maxLength: 3 }] }, type: '"a"' },
  "a constant and a base that names a type": { schema: { const: "a", allOf: [text] }, type: '"a"' },
  "a constant and a reference": {
    schema: { $ref: "#/$defs/word", const: "x", ...word },
    type: 'Word & "x"',
    fits: ["x"],
    refuses: ["y"],
  },
  "constants and a type": { schema: { ...text, enum: ["x", null] }, type: '"x"' },
  "constants of a type among others": {
    schema: { type: ["string", "null"], enum: ["x", null, 1] },
    type: '"x" | null',
  },
  "constants and a constant": {
    schema: { enum: ["a", "b", { c: 1, d: 2 }], const: { d: 2, c: 1 } },
    type: "{ d: 2; c: 1; }",
  },
  "constants of which none is left": { schema: { const: "a", enum: ["b"] }, type: "never" },
  "constants of two bases": { schema: { allOf: [{ enum: ["a", "b", 1] }, { enum: ["b", "c", 1] }] }, type: '"b" | 1' },
  "constants and a choice": { schema: { enum: ["a", 1, null], anyOf: [text, { type: "null" }] }, type: '"a" | null' },
  "a type and a choice": { schema: { ...text, anyOf: [{ ...text }, { type: "null" }] }, type: "string" },
  "a type and a choice of exactly one": { schema: { ...number, oneOf: [text, { const: 1 }] }, type: "1" },
  "a type and a reference": { schema: { ...text, $ref: "#/$defs/word", ...word }, type: "Word" },
  "a type and a base": { schema: { type: ["object", "null"], allOf: [a] }, type: "{ a?: string; }" },
  "objects and a reference to more": {
    schema: {
      $ref: "#/$defs/maybe",
      type: "object",
      $defs: { maybe: { oneOf: [{ type: "object", properties: { a: text } }, { type: "null" }] } },
    },
    type: "Maybe & object",
    fits: [{ a: "" }],
    refuses: [null, { b: 1 }],
  },
  "types that exclude each other": { schema: { ...text, allOf: [number] }, type: "never" },
  "a literal beside its type": { schema: { anyOf: [{ const: "a" }, text] }, type: "string" },
  "both booleans": { schema: { enum: [true, false, null] }, type: "boolean | null" },
};

describeTypes("types of keywords that narrow each other are right", narrowing);
