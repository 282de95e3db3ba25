import type { Expressible } from "./expressible.ts";

const text = { type: "string" };
const number = { type: "number" };

/** An object that redeclares a property of its base. */
const heir = (inherited: object, own: object) => ({
  title: "Heir",
  type: "object",
  allOf: [{ $ref: "#/$defs/base" }],
  required: ["p"],
  properties: { p: own },
  $defs: {
    word: text,
    thing: { type: "object", properties: { a: text } },
    base: { type: "object", required: ["p"], properties: { p: inherited } },
  },
});

/** Kinds of schemas that take from another schema: a base, or a reference with keywords beside it. */
export const expressibleHeirs: Readonly<Record<string, Expressible>> = {
  inherited: {
    schema: {
      title: "Manager",
      type: "object",
      allOf: [{ $ref: "#/$defs/person" }],
      required: ["team"],
      properties: { team: { type: "array", items: { $ref: "#/$defs/person" } } },
      $defs: { person: { type: "object", required: ["id"], properties: { id: text, boss: { $ref: "#" } } } },
    },
    valid: [{ id: "a", team: [{ id: "b", boss: { id: "a", team: [] } }] }],
    invalid: [{ id: "a" }, { team: [] }, { id: "a", team: [{ id: "b", boss: { id: "c" } }] }],
  },
  closedAmongOthers: {
    schema: {
      title: "Both",
      allOf: [{ $ref: "#/$defs/small" }, { type: "object", properties: { b: number } }],
      $defs: { small: { type: "object", properties: { a: text, b: number }, additionalProperties: false } },
    },
    valid: [{}, { a: "a", b: 1 }],
    invalid: [{ c: 1 }, { a: "a", b: "1" }, { a: 1 }],
  },
  addedToPart: {
    schema: {
      title: "Sale",
      $ref: "#/$defs/order",
      required: ["buyer"],
      properties: { buyer: { type: "object", required: ["name"] } },
      $defs: { order: { type: "object", properties: { buyer: { type: "object", properties: { name: text } } } } },
    },
    valid: [{ buyer: { name: "a" } }],
    invalid: [{}, { buyer: {} }, { buyer: { name: 1 } }],
  },
  addedToItems: {
    schema: {
      type: "object",
      properties: { lines: { type: "array", items: { type: "object", properties: { sku: text, note: text } } } },
      allOf: [{ properties: { lines: { minItems: 1, items: { required: ["sku"] } } } }],
    },
    valid: [{}, { lines: [{ sku: "a" }] }],
    invalid: [{ lines: [] }, { lines: [{ note: "a" }] }],
  },
  describedAnew: {
    schema: {
      title: "Sale",
      type: "object",
      allOf: [{ $ref: "#/$defs/named" }],
      properties: { name: { const: "sale" } },
      $defs: { named: { type: "object", required: ["name"], properties: { name: text } } },
    },
    valid: [{ name: "sale" }],
    invalid: [{}, { name: "refund" }],
  },
  describedWider: {
    schema: heir({ $ref: "#/$defs/word", type: "string", minLength: 5 }, { $ref: "#/$defs/word" }),
    valid: [{ p: "abcde" }],
    invalid: [{ p: "a" }, {}, { p: 1 }],
  },
  describedByShortConstant: {
    schema: heir({ $ref: "#/$defs/word", type: "string", minLength: 5 }, { enum: ["a", "abcde"] }),
    valid: [{ p: "abcde" }],
    invalid: [{ p: "a" }, { p: "abcdef" }],
  },
  describedWithFewerProperties: {
    schema: heir(
      { $ref: "#/$defs/thing", type: "object", required: ["z"], properties: { z: number } },
      { $ref: "#/$defs/thing" },
    ),
    valid: [{ p: { a: "a", z: 1 } }],
    invalid: [{ p: { a: "a" } }, { p: { a: 1, z: 1 } }],
  },
  describedByNull: {
    schema: heir({ type: "object" }, { const: null }),
    valid: [],
    invalid: [{ p: null }, { p: {} }, {}],
  },
  describedAlike: {
    schema: heir({ $ref: "#/$defs/word", description: "Said twice." }, { $ref: "#/$defs/word" }),
    valid: [{ p: "a" }],
    invalid: [{ p: 1 }, {}],
  },
  besideReference: {
    schema: {
      title: "Wider",
      $ref: "#/$defs/narrow",
      type: "object",
      required: ["b"],
      properties: { b: text },
      $defs: { narrow: { type: "object", required: ["a"], properties: { a: text } } },
    },
    valid: [{ a: "a", b: "b" }],
    invalid: [{ a: "a" }, { b: "b" }],
  },
};
