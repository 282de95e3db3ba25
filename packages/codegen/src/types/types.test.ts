import { describe, expect, it } from "vitest";
import { setOfOne } from "../test-support/schemas.ts";
import { emitTypes } from "./emit-types.ts";
import { complaintsOf } from "./testing/complaints.ts";

type Schema = Readonly<Record<string, unknown>>;

interface Row {
  readonly schema: Schema;
  /** The declared type, in one line. */
  readonly type: string;
  /** Values that compile as the type, and values that don't. */
  readonly fits?: readonly unknown[];
  readonly refuses?: readonly unknown[];
}

const text = { type: "string" };
const number = { type: "number" };
const word = { $defs: { word: { type: "string" } } };
const person = { $defs: { person: { type: "object", properties: { a: text, b: number } } } };
const a = { type: "object", properties: { a: text } };
const ab = { type: "object", properties: { a: text, b: number } };
const old = { $schema: "http://json-schema.org/draft-07/schema#" };
const any = (...required: readonly string[]) => required.map((name) => ({ required: [name] }));

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
  "types that exclude each other": { schema: { ...text, allOf: [number] }, type: "never" },
  "a literal beside its type": { schema: { anyOf: [{ const: "a" }, text] }, type: "string" },
  "both booleans": { schema: { enum: [true, false, null] }, type: "boolean | null" },
};

const lists: Readonly<Record<string, Row>> = {
  pair: {
    schema: { type: "array", items: number, minItems: 2, maxItems: 2 },
    type: "[number, number]",
    fits: [[1, 2]],
    refuses: [[1], [1, 2, 3]],
  },
  "described pair": {
    schema: { type: "array", prefixItems: [number, number], minItems: 2, maxItems: 2 },
    type: "[number, number]",
  },
  "draft-07 pair": {
    schema: { ...old, type: "array", items: [number, number], minItems: 2, maxItems: 2 },
    type: "[number, number]",
  },
  "closed draft-07 pair": {
    schema: { ...old, type: "array", items: [number, text], additionalItems: false, minItems: 2 },
    type: "[number, string]",
  },
  "at least two": { schema: { type: "array", items: number, minItems: 2 }, type: "[number, number, ...number[]]" },
  "one or two": {
    schema: { type: "array", items: number, minItems: 1, maxItems: 2 },
    type: "[number] | [number, number]",
  },
  "up to two": { schema: { type: "array", items: number, maxItems: 2 }, type: "[] | [number] | [number, number]" },
  "first and others": {
    schema: { type: "array", prefixItems: [text], items: number, minItems: 2 },
    type: "[string, number, ...number[]]",
  },
  "first and others, few": {
    schema: { type: "array", prefixItems: [text], items: number, minItems: 1, maxItems: 2 },
    type: "[string] | [string, number]",
  },
  "first and anything": { schema: { type: "array", prefixItems: [text], minItems: 1 }, type: "[string, ...unknown[]]" },
  "first that may lack": { schema: { type: "array", prefixItems: [text], items: false }, type: "[] | [string]" },
  "fewer than described": {
    schema: { type: "array", prefixItems: [text, number], maxItems: 1 },
    type: "[] | [string]",
  },
  "no third": { schema: { type: "array", prefixItems: [text, number, false], minItems: 2 }, type: "[string, number]" },
  "none at all": { schema: { type: "array", items: false }, type: "[]" },
  "more than there may be": {
    schema: { type: "array", prefixItems: [text], items: false, minItems: 2 },
    type: "never",
  },
  "a hundred": {
    schema: { type: "array", items: number, minItems: 100, maxItems: 100 },
    type: "[number, ...number[]]",
  },
  "up to a hundred": { schema: { type: "array", items: number, maxItems: 100 }, type: "number[]" },
  "up to ten": { schema: { type: "array", items: text, maxItems: 10 }, type: "string[]" },
  "up to four objects": { schema: { type: "array", items: a, maxItems: 4 }, type: "{ a?: string; }[]" },
  "in a base": {
    schema: { type: "array", items: number, allOf: [{ minItems: 2, maxItems: 2 }] },
    type: "[unknown, unknown] & number[]",
    fits: [[1, 2]],
    refuses: [[1], ["a", "b"]],
  },
};

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
    type:
      '{ "x-a": number; /** * Not in the type: what the schema says of properties without names. */ ' +
      "[k: string]: unknown; }",
    refuses: [{}, { "x-a": "" }],
  },
  "described by a pattern alone": {
    schema: { type: "object", required: ["x-a"], patternProperties: { "^x-": number }, additionalProperties: false },
    type: '{ "x-a": number; [k: string]: number; }',
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

const rows: Readonly<Record<string, Readonly<Record<string, Row>>>> = { narrowing, lists, required, equal };

/** The declaration of `Thing` in one line, without its comment. */
const declared = (types: string): string => {
  const alias = /export type Thing =\s*(?:\| )?([^]*?);\n(?:\n|$)/.exec(types)?.[1];
  const [, base = "", body = ""] = /export interface Thing (extends \w+ )?(\{[^]*?\n?\})\n(?:\n|$)/.exec(types) ?? [];
  const words = alias ?? `${base === "" ? "" : `interface ${base}`}${body}`;
  return words.replaceAll(/\s+/g, " ").replaceAll("( | ", "(").replaceAll("( ", "(").replaceAll(" )", ")");
};

const emitted = (schema: Schema): Promise<string> => emitTypes(setOfOne({ ...schema, title: "Thing" }));

describe.each(Object.entries(rows))("types of %s", (_, table) => {
  it.each(Object.entries(table))("are written as they should: %s", async (_name, { schema, type }) => {
    expect(declared(await emitted(schema))).toBe(type);
  });

  it("compile, and take what fits alone", async () => {
    const files: Record<string, string> = {};
    const wanted: string[] = [];
    for (const [index, { schema, fits = [], refuses = [] }] of Object.values(table).entries()) {
      files[`types${index}.ts`] = await emitted(schema);
      const lines = [...fits, ...refuses].map((value, at) => `export const v${at}: Thing = ${JSON.stringify(value)};`);
      files[`use${index}.ts`] = [`import type { Thing } from "./types${index}.js";`, ...lines].join("\n");
      wanted.push(...refuses.map((_value, at) => `use${index}.ts:${2 + fits.length + at}`));
    }
    const lines = complaintsOf(files).map((complaint) => complaint.split(": ")[0]);
    expect([...new Set(lines)].toSorted()).toEqual(wanted.toSorted());
  });
});
