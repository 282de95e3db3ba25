import { describeTypes, type Row } from "./testing/written-types.ts";

const text = { type: "string" };
const number = { type: "number" };
const a = { type: "object", properties: { a: text } };
const old = { $schema: "http://json-schema.org/draft-07/schema#" };

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

describeTypes("types of lists are right", lists);
