import { describeTypes, type Row } from "./testing/written-types.ts";

const text = { type: "string" };
const number = { type: "number" };
const person = { $defs: { person: { type: "object", properties: { a: text, b: number } } } };
const a = { type: "object", properties: { a: text } };
const ab = { type: "object", properties: { a: text, b: number } };
const any = (...required: readonly string[]) => required.map((name) => ({ required: [name] }));

const required: Readonly<Record<string, Row>> = {
  undescribed: {
    schema: { ...a, required: ["a", "id"] },
    type: "{ a: string; id: unknown; }",
    fits: [{ a: "", id: 1 }],
    refuses: [{ a: "" }, { a: "", id: 1, c: 1 }],
  },
  "of an open object": {
    schema: { type: "object", required: ["id"] },
    type: "{ id: unknown; [k: string]: unknown; }",
    fits: [{ id: 1, b: 2 }],
    refuses: [{ b: 2 }],
  },
  "described by a pattern": {
    schema: { type: "object", required: ["x-a"], patternProperties: { "^x-": number } },
    type: '{ "x-a": number; /** * Not in the type: the schemas of unnamed properties. */ [k: string]: unknown; }',
    refuses: [{}, { "x-a": "" }],
  },
  "described by a pattern alone": {
    schema: { type: "object", required: ["x-a"], patternProperties: { "^x-": number }, additionalProperties: false },
    type: '{ "x-a": number; /** * Names match "^x-". */ [k: string]: number; }',
  },
  "described as all others": {
    schema: { type: "object", required: ["x"], additionalProperties: number },
    type: "{ x: number; [k: string]: number; }",
    refuses: [{}, { y: 1 }],
  },
  forbidden: {
    schema: { type: "object", required: ["x"], additionalProperties: false },
    type: "{ x: never; }",
    refuses: [{}, { x: 1 }],
  },
  "here, described in branches": {
    schema: { type: "object", required: ["a"], anyOf: [{ properties: { a: text } }, { properties: { a: number } }] },
    type: "{ a: string; } | { a: number; }",
    fits: [{ a: 1 }],
    refuses: [{}],
  },
  "here, described in a branch": {
    schema: { type: "object", required: ["a"], anyOf: [{ properties: { a: text } }, { properties: { b: text } }] },
    type: "{ a: unknown; } & ({ a: string; } | { b?: string; })",
    fits: [{ a: "" }, { a: 1, b: "" }],
    refuses: [{}, { b: "" }],
  },
  "here, described in branches that are declared": {
    schema: { type: "object", required: ["a"], oneOf: [{ $ref: "#/$defs/person" }, { type: "null" }], ...person },
    type: "{ a: unknown; } & Person",
    fits: [{ a: "" }],
    refuses: [{}, null, { a: 1 }, { a: "", c: 1 }],
  },
  "in branches": {
    schema: { ...ab, anyOf: any("a", "b") },
    type: "{ a?: string; b?: number; } & ({ a: string; } | { b: number; })",
    fits: [{ a: "" }, { b: 1 }],
    refuses: [{}, { a: 1 }, { a: "", c: 1 }],
  },
  "in branches of exactly one": {
    schema: { ...ab, oneOf: any("a", "b") },
    type: "{ a?: string; b?: number; } & ({ a: string; } | { b: number; })",
  },
  "in each branch, described beside them": {
    schema: { ...ab, anyOf: [{ required: ["a"] }, { required: ["a", "b"] }] },
    type: "{ a?: string; b?: number; } & ({ a: string; } | { a: string; b: number; })",
    fits: [{ a: "" }, { a: "", b: 1 }],
    refuses: [{}, { b: 1 }],
  },
  "here and in each branch": {
    schema: { type: "object", required: ["a"], anyOf: [{ required: ["a"] }, { required: ["a", "b"] }] },
    type: "{ a: unknown; [k: string]: unknown; }",
    fits: [{ a: "" }],
    refuses: [{}, { b: 1 }],
  },
  "in branches that describe no object": {
    schema: { ...ab, type: ["object", "null"], anyOf: any("a", "b") },
    type: "({ a?: string; b?: number; } | null) & ({ a: string; } | null | { b: number; })",
    fits: [null, { a: "" }],
    refuses: [{}],
  },
  "in a base": { schema: { ...a, allOf: [{ required: ["a"] }] }, type: "{ a: string; }", refuses: [{}] },
  "in a base, undescribed": {
    schema: { ...a, allOf: [{ required: ["id"] }] },
    type: "{ id: unknown; } & { a?: string; }",
    fits: [{ id: 1 }],
    refuses: [{}],
  },
  "in a base beside another": {
    schema: { type: "object", allOf: [a, { required: ["a"] }] },
    type: "{ a: string; }",
    refuses: [{}],
  },
  "beside a base": {
    schema: { type: "object", allOf: [{ $ref: "#/$defs/person" }], required: ["a"], ...person },
    type: "interface extends Person { a: string; }",
    fits: [{ a: "", b: 1 }],
    refuses: [{}],
  },
  "beside a reference": {
    schema: { $ref: "#/$defs/person", required: ["a"], ...person },
    type: "Person & { a: string; }",
    refuses: [{}, { a: 1 }],
  },
  "by branches of a reference": {
    schema: { $ref: "#/$defs/person", anyOf: any("a", "b"), ...person },
    type: "Person & ({ a: string; } | { b: number; })",
    refuses: [{}, { a: "", c: 1 }],
  },
};

describeTypes("types of required properties are right", required);
