/** A schema that zod can express, with valid and invalid values. */
export interface Expressible {
  readonly schema: Readonly<Record<string, unknown>>;
  readonly valid: readonly unknown[];
  readonly invalid: readonly unknown[];
}

const text = { type: "string" };
const number = { type: "number" };
const dialect07 = "http://json-schema.org/draft-07/schema#";

/** Kinds of schemas for which zod could easily allow more or less. */
export const expressible: Readonly<Record<string, Expressible>> = {
  tree: {
    schema: {
      title: "Tree node",
      type: "object",
      required: ["name"],
      properties: {
        name: { ...text, minLength: 1 },
        children: { type: "array", items: { $ref: "#" } },
        byName: { type: "object", additionalProperties: { $ref: "#" } },
        leaf: { $ref: "#/$defs/leaf" },
      },
      $defs: { leaf: { type: "object", properties: { size: { type: "integer" } } } },
    },
    valid: [{ name: "a" }, { name: "a", children: [{ name: "b", children: [] }], byName: { c: { name: "c" } } }],
    invalid: [{ name: "a", children: [{ name: "" }] }, { name: "a", byName: { c: {} } }, { children: [] }],
  },
  mutual: {
    schema: {
      title: "Folder",
      type: "object",
      required: ["entries"],
      properties: { entries: { type: "array", items: { anyOf: [{ $ref: "#/$defs/link" }, { $ref: "#" }] } } },
      $defs: {
        link: { type: "object", required: ["to"], properties: { to: { anyOf: [{ $ref: "#" }, { type: "null" }] } } },
      },
    },
    valid: [{ entries: [{ to: null }, { to: { entries: [] } }, { entries: [] }] }],
    invalid: [{ entries: [{ to: {} }] }, { entries: [{}] }, { entries: [{ to: { entries: [1] } }] }],
  },
  json: {
    schema: {
      title: "Json",
      anyOf: [
        { type: ["string", "number", "boolean", "null"] },
        { type: "array", items: { $ref: "#" } },
        { type: "object", additionalProperties: { $ref: "#" } },
      ],
    },
    valid: [null, 1, "a", [[{ a: [] }]], { constructor: [1] }],
    invalid: [],
  },
  tagged: {
    schema: {
      title: "Expression",
      oneOf: [
        { type: "object", required: ["is", "of"], properties: { is: { const: "not" }, of: { $ref: "#" } } },
        { type: "object", required: ["is"], properties: { is: { const: "true" } } },
      ],
    },
    valid: [{ is: "not", of: { is: "not", of: { is: "true" } } }],
    invalid: [{ is: "not" }, { is: "not", of: { is: "false" } }, { is: "not", of: { is: "not" } }],
  },
  openPair: {
    schema: { type: "array", prefixItems: [text, number] },
    valid: [[], ["a"], ["a", 1], ["a", 1, null, {}]],
    invalid: [[1], ["a", "b"], {}, "a", [null]],
  },
  closedPair: {
    schema: { type: "array", prefixItems: [text, number], items: false, minItems: 2 },
    valid: [["a", 1]],
    invalid: [[], ["a"], ["a", 1, 2]],
  },
  pairs: {
    schema: { type: ["array", "null"], items: { type: "array", prefixItems: [text], items: number, minItems: 1 } },
    valid: [null, [], [["a"], ["a", 1, 2]]],
    invalid: [[[]], [["a", "b"]], [null]],
  },
  oldPair: {
    schema: { $schema: dialect07, type: "array", items: [text, true], additionalItems: number, maxItems: 3 },
    valid: [[], ["a"], ["a", null], ["a", null, 3]],
    invalid: [[1], ["a", 1, "b"], ["a", 1, 2, 3]],
  },
  chain: {
    schema: { title: "Chain", type: "array", prefixItems: [text], items: { $ref: "#" } },
    valid: [[], ["a"], ["a", ["b", []]]],
    invalid: [
      ["a", "b"],
      ["a", [1]],
    ],
  },
  lists: {
    schema: {
      type: "object",
      properties: {
        some: { type: "array", minItems: 1 },
        few: { type: "array", items: text, minItems: 2, maxItems: 3 },
        none: { type: "array", maxItems: 0 },
      },
    },
    valid: [{ some: [null], few: ["a", "b"], none: [] }, {}],
    invalid: [{ some: [] }, { few: ["a"] }, { few: ["a", "b", "c", "d"] }, { none: [1] }],
  },
  patterns: {
    schema: { type: "object", patternProperties: { "^x-": text } },
    valid: [{}, { "x-a": "b", other: 1 }],
    invalid: [{ "x-a": 1 }, [], null],
  },
  onlyPatterns: {
    schema: {
      type: "object",
      patternProperties: { "^x": { ...text, minLength: 2 }, y$: { type: ["string", "number"] } },
      additionalProperties: false,
    },
    valid: [{}, { xa: "ab", by: 1, xy: "ab" }],
    invalid: [{ xa: "a" }, { xy: 1 }, { a: "ab" }, { xa: 1 }],
  },
  namedAndOthers: {
    schema: {
      type: "object",
      required: ["a"],
      properties: { a: text, "x-b": { type: "boolean" } },
      patternProperties: { "^x-": { enum: [true, null] } },
      additionalProperties: number,
    },
    valid: [{ a: "b" }, { a: "b", "x-b": true, "x-c": null, c: 1 }],
    invalid: [{ a: 1 }, { c: 1 }, { a: "b", "x-b": false }, { a: "b", c: "d" }, { a: "b", "x-c": 1 }],
  },
  closed: {
    schema: {
      type: "object",
      properties: { a: text, nothing: { type: "object", additionalProperties: false } },
      additionalProperties: false,
    },
    valid: [{}, { a: "b", nothing: {} }],
    invalid: [{ b: "a" }, { a: "b", nothing: { a: 1 } }],
  },
  undecided: {
    schema: {
      type: "object",
      required: ["a"],
      properties: { a: { description: "Anything." }, b: { deprecated: true, examples: [1] } },
    },
    valid: [{ a: 1 }, { a: null, b: "b" }, { a: {} }],
    invalid: [{}, [], { b: 1 }],
  },
  nothing: {
    schema: { type: "object", properties: { a: false, b: { $ref: "#/$defs/any" } }, $defs: { any: {}, none: false } },
    valid: [{}, { b: null }, { c: 1 }],
    invalid: [{ a: 1 }, { a: null }],
  },
  tagsOfPrototypes: {
    schema: {
      title: "Tagged",
      anyOf: ["__proto__", "constructor", "a-b"].map((tag) => ({
        type: "object",
        required: ["t"],
        properties: { t: { const: tag }, n: number },
      })),
    },
    valid: [{ t: "__proto__" }, { t: "constructor", n: 1 }, { t: "a-b" }],
    invalid: [{ t: "__proto__", n: "1" }, { t: "toString" }, {}],
  },
};
