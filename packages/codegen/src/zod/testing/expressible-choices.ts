import type { Expressible } from "./expressible.ts";

const text = { type: "string" };
const number = { type: "number" };

const object = (properties: object, required: readonly string[] = Object.keys(properties)) => ({
  type: "object",
  required,
  properties,
});

const closed = (properties: object, required?: readonly string[]) => ({
  ...object(properties, required),
  additionalProperties: false,
});

/** Constants with other keywords, which some of them violate. */
export const expressibleConstants: Readonly<Record<string, Expressible>> = {
  constantTexts: {
    schema: { type: "string", enum: ["", "a", "ab", "abc"], minLength: 1, maxLength: 2, pattern: "^a" },
    valid: ["a", "ab"],
    invalid: ["", "abc", "b", 1],
  },
  constantNumbers: {
    schema: { enum: [-2, -1, 0, 1, 2], minimum: -1, exclusiveMaximum: 2, exclusiveMinimum: -1.5, maximum: 2 },
    valid: [-1, 0, 1],
    invalid: [-2, 2, 0.5, "0"],
  },
  constantsOfTypes: {
    schema: { enum: ["a", "", 1, 9, null, true], minLength: 1, maximum: 5 },
    valid: ["a", 1, null, true],
    invalid: ["", 9, false],
  },
  constantOfFormat: {
    schema: { const: "https://a.example/", format: "uri", minimum: 3 },
    valid: ["https://a.example/"],
    invalid: ["https://b.example/", 3],
  },
};

/** Disjoint branches of `oneOf`, by what makes them disjoint. */
export const expressibleChoices: Readonly<Record<string, Expressible>> = {
  oneOfTypes: {
    schema: { title: "Id", oneOf: [text, number, { type: "array", items: { $ref: "#" } }, object({ a: text })] },
    valid: ["a", 1, [[], "a"], { a: "b" }],
    invalid: [null, true, [null], {}, { a: 1 }],
  },
  oneOfTypeLists: {
    schema: { oneOf: [{ type: ["string", "boolean"] }, { type: ["integer", "null"] }] },
    valid: ["a", false, 1, null],
    invalid: [1.5, {}, []],
  },
  oneOfConstants: {
    schema: { oneOf: [{ const: "a" }, { const: "b" }, { const: true }, { const: false }, { enum: [1, null] }] },
    valid: ["a", "b", true, false, 1, null],
    invalid: ["c", 0, {}, "true"],
  },
  oneOfConstantsOfType: {
    schema: {
      type: "string",
      oneOf: [
        { const: "a", title: "First" },
        { const: "b", description: "Second." },
      ],
    },
    valid: ["a", "b"],
    invalid: ["c", 1, null],
  },
  oneOfOrNull: {
    schema: {
      title: "Holder",
      ...object({
        p: { oneOf: [{ $ref: "#/$defs/x" }, { type: "null" }] },
        next: { oneOf: [{ type: "null" }, { $ref: "#" }] },
      }),
      $defs: { x: object({ a: text }) },
    },
    valid: [
      { p: null, next: null },
      { p: { a: "b" }, next: { p: null, next: null } },
    ],
    invalid: [{ p: {}, next: null }, { p: 1, next: null }, { p: null, next: {} }, {}],
  },
  oneOfClosed: {
    schema: { oneOf: [closed({ a: text }), closed({ b: text }), closed({ c: number, a: text }, ["c"])] },
    valid: [{ a: "a" }, { b: "b" }, { c: 1 }, { c: 1, a: "a" }],
    invalid: [{ a: "a", b: "b" }, {}, { c: 1, b: "b" }, { a: 1 }],
  },
  oneOfClosedToOne: {
    schema: { oneOf: [closed({ a: text }), object({ b: text })] },
    valid: [{ a: "a" }, { b: "b" }, { b: "b", c: 1 }],
    invalid: [{ a: "a", c: 1 }, {}],
  },
  oneOfFlags: {
    schema: {
      oneOf: [object({ ok: { const: true }, value: number }), object({ ok: { const: false }, error: text })],
    },
    valid: [
      { ok: true, value: 1 },
      { ok: false, error: "e" },
    ],
    invalid: [{ ok: true, error: "e" }, { ok: "true", value: 1 }, {}],
  },
  oneOfNumberTags: {
    schema: {
      oneOf: [1, 2, 3].map((version) => object({ version: { const: version }, a: version === 1 ? text : number })),
    },
    valid: [
      { version: 1, a: "a" },
      { version: 2, a: 1 },
    ],
    invalid: [
      { version: 2, a: "a" },
      { version: 4, a: 1 },
    ],
  },
  oneOfRequiredByOne: {
    schema: { oneOf: [object({ kind: { const: "a" } }), object({ kind: { const: "b" }, b: text }, ["b"])] },
    valid: [{ kind: "a" }, { b: "b" }, { kind: "b", b: "b" }],
    invalid: [{}, { kind: "b" }],
  },
  oneOfBases: {
    schema: {
      title: "Event",
      oneOf: [{ $ref: "#/$defs/made" }, { $ref: "#/$defs/gone" }],
      $defs: {
        base: object({ kind: text, at: number }),
        made: { type: "object", allOf: [{ $ref: "#/$defs/base" }], properties: { kind: { const: "made" }, by: text } },
        gone: { type: "object", allOf: [{ $ref: "#/$defs/base" }], properties: { kind: { const: "gone" } } },
      },
    },
    valid: [
      { kind: "made", at: 1, by: "a" },
      { kind: "gone", at: 1 },
    ],
    invalid: [{ kind: "made", at: 1, by: 1 }, { kind: "other", at: 1 }, { at: 1 }, { kind: "gone" }],
  },
  oneOfRanges: {
    schema: {
      oneOf: [
        { ...number, exclusiveMaximum: 0 },
        { ...number, minimum: 0, maximum: 9 },
        { ...text, maxLength: 2 },
        { ...text, minLength: 3 },
        { type: "array", items: text, maxItems: 1 },
        { type: "array", items: text, minItems: 2 },
      ],
    },
    valid: [-1, 0, 9, "", "ab", "abc", "\u{1f600}\u{1f600}", [], ["a"], ["a", "b"]],
    invalid: [10, null, [1], ["a", 1]],
  },
  oneOfConstantOrRange: {
    schema: {
      oneOf: [{ const: 0 }, { type: "integer", minimum: 1 }, { enum: ["", "auto"] }, { ...text, minLength: 5 }],
    },
    valid: [0, 1, "", "auto", "abcde"],
    invalid: [-1, 0.5, "abcd", null],
  },
  oneOfLists: {
    schema: {
      oneOf: [
        { type: "array", items: text, minItems: 1 },
        { type: "array", items: number, minItems: 1 },
      ],
    },
    valid: [["a"], [1, 2]],
    invalid: [[], ["a", 1], [null], "a"],
  },
  oneOfOneOf: {
    schema: {
      oneOf: [{ oneOf: [text, { type: "null" }] }, { anyOf: [number, { type: "boolean" }] }],
    },
    valid: ["a", null, 1, true],
    invalid: [{}, []],
  },
};
