import { describe, expect, it } from "vitest";
import type { ChangeKind } from "./change-kinds.ts";
import { diffSchemas } from "./diff-schemas.ts";
import { isBreakingFor } from "./classify-change.ts";

const object = (properties: object, required: readonly string[] = [], more: object = {}) => ({
  type: "object",
  properties,
  ...(required.length > 0 ? { required } : {}),
  ...more,
});
const text = { type: "string" };
const count = { type: "number" };
const nothing = { type: "null" };
const U = object({ a: text, b: count }, ["a"]);
const tagged = (tag: string, more: object = {}) => object({ k: { const: tag }, v: count, ...more }, ["k", "v"]);
const event = { title: "Event", oneOf: [tagged("x"), tagged("y")] };
const refersTo = (p: unknown) => object({ p }, [], { $defs: { U, event } });
const toU = { $ref: "#/$defs/U" };
const toEvent = { $ref: "#/$defs/event" };
const inBody = (body: object) => object({ body }, ["body"]);

type Breaks = "-" | "C" | "P" | "PC";

/** A schema, the same in a choice, the roles that each direction is breaking for, and the kinds of change. */
type Pair = readonly [unknown, unknown, Breaks, Breaks, readonly ChangeKind[]];

// prettier-ignore
const pairs: Readonly<Record<string, Pair>> = {
  "a reference, or null": [refersTo(toU), refersTo({ oneOf: [toU, nothing] }), "C", "P", ["type-widened"]],
  "a reference, or null first, by anyOf": [refersTo(toU), refersTo({ anyOf: [nothing, toU] }), "C", "P", ["type-widened"]],
  "a tagged union, or null": [refersTo(toEvent), refersTo({ oneOf: [toEvent, nothing] }), "C", "P", ["type-widened"]],
  "a tagged union, or another object": [refersTo(toEvent), refersTo({ anyOf: [toEvent, object({ z: text }, ["z"])] }), "C", "P", ["branch-added"]],
  "an object, or null": [U, { anyOf: [U, nothing] }, "C", "P", ["type-widened"]],
  "an object by allOf, or a text": [{ allOf: [toU], $defs: { U } }, { allOf: [{ oneOf: [toU, text] }], $defs: { U } }, "C", "P", ["type-widened"]],
  "an object made narrower, or null": [U, { anyOf: [object({ a: { type: "string", minLength: 1 }, b: count }, ["a"]), nothing] }, "PC", "PC", ["type-widened", "bound-tightened"]],
  "an object, tagged": [object({ k: text, v: count }, ["k", "v"]), { oneOf: [tagged("x"), tagged("y")] }, "P", "C", ["choice-added"]],
  "an object, tagged, with more in each": [object({ k: text, v: count }, ["k", "v"]), { oneOf: [tagged("x", { p: text }), tagged("y", { q: text })] }, "P", "C", ["choice-added", "property-added", "property-added"]],
  "an object, tagged in its body": [inBody(object({ k: text, v: count }, ["k", "v"])), { oneOf: [inBody(tagged("x")), inBody(tagged("y"))] }, "P", "C", ["choice-added"]],
  "an object, tagged beside its properties": [object({ k: text, v: count }, ["k", "v"]), object({ v: count }, ["v"], { oneOf: [object({ k: { const: "x" } }, ["k"]), object({ k: { const: "y" } }, ["k"])] }), "P", "C", ["choice-added"]],
  "a closed object, tagged": [object({ k: text, v: count }, ["k", "v"], { additionalProperties: false }), { oneOf: ["x", "y"].map((tag) => ({ ...tagged(tag), additionalProperties: false })) }, "P", "C", ["choice-added"]],
  "an object that needs one of two more": [object({ a: text }, ["a"]), { anyOf: [object({ a: text, b: text }, ["a", "b"]), object({ a: text, c: text }, ["a", "c"])] }, "P", "C", ["choice-added", "property-added", "property-added"]],
  "what must be there, in one branch": [object({ a: text, b: text }, ["a", "b"]), object({ a: text, b: text }, [], { anyOf: [{ required: ["a"] }, { required: ["a", "b"] }] }), "C", "P", ["required-removed"]],
  "what must be there, in every branch": [object({ a: text }, ["a"]), object({ a: text }, [], { anyOf: [{ required: ["a"], maxProperties: 1 }, { required: ["a"], minProperties: 1 }] }), "-", "-", ["rewritten"]],
  "a list of values, written as constants, with one more": [{ enum: ["a", "b"] }, { oneOf: [{ const: "a" }, { const: "b" }, { const: "c" }] }, "C", "P", ["enum-value-added"]],
  "a bounded text, or null": [{ type: "string", minLength: 2 }, { anyOf: [{ type: "string", minLength: 2 }, nothing] }, "C", "P", ["type-widened"]],
  "a bounded text, bounded further in each branch": [{ type: "string", minLength: 2 }, { anyOf: [{ type: "string", minLength: 2, maxLength: 4 }, { type: "string", minLength: 3, pattern: "^a" }] }, "P", "C", ["choice-added"]],
  "a list, or null": [{ type: "array", items: U }, { anyOf: [{ type: "array", items: U }, nothing] }, "C", "P", ["type-widened"]],
  "items, or texts among them": [{ type: "array", items: U }, { type: "array", items: { anyOf: [U, text] } }, "C", "P", ["type-widened"]],
  "a closed object, with one of two more": [object({ a: text }, ["a"], { additionalProperties: false }), { anyOf: ["b", "c"].map((name) => object({ a: text, [name]: text }, ["a"], { additionalProperties: false })) }, "C", "P", ["property-added", "property-added"]],
  "an object, described further in one branch": [object({ a: text }, ["a"]), { anyOf: [object({ a: text }, ["a"]), object({ a: text, b: text }, ["a", "b"])] }, "-", "-", ["property-added"]],
  "an object of two kinds, tagged": [object({ k: { enum: ["x", "y"] }, v: count }, ["k", "v"]), { oneOf: [tagged("x"), tagged("y")] }, "-", "-", ["rewritten"]],
  "an object of two kinds, tagged in its body": [inBody(object({ k: { enum: ["x", "y"] }, v: count }, ["k", "v"])), { anyOf: [inBody(tagged("y")), inBody(tagged("x"))] }, "-", "-", ["rewritten"]],
  "an object of two kinds, tagged, with a third": [object({ k: { enum: ["x", "y"] }, v: count }, ["k", "v"]), { oneOf: [tagged("x"), tagged("y"), tagged("z")] }, "C", "P", ["branch-added"]],
  "an object of two flags, tagged": [object({ k: { type: "boolean" } }, ["k"]), { oneOf: [object({ k: { const: true } }, ["k"]), object({ k: { const: false } }, ["k"])] }, "-", "-", ["rewritten"]],
  "an object, described in two ways that come to the same": [object({ p: object({ x: text }) }), { anyOf: [object({ p: object({ x: text }) }), object({ p: object({ x: text }, ["x"]) })] }, "-", "-", ["rewritten"]],
};

const diff = (was: unknown, is: unknown) =>
  diffSchemas(new Map([["a.schema.json", was]]), new Map([["a.schema.json", is]]));

const breaks = (was: unknown, is: unknown): string => {
  const changes = diff(was, is);
  const broken = (["producer", "consumer"] as const).filter((role) =>
    changes.some((change) => isBreakingFor(change, role)),
  );
  return broken.map((role) => (role === "producer" ? "P" : "C")).join("") || "-";
};

describe("diffSchemas where a schema becomes part of a choice", () => {
  it.each(Object.entries(pairs))("%s: there", (_, [plain, choice, there, , kinds]) => {
    expect(breaks(plain, choice)).toBe(there);
    expect(
      diff(plain, choice)
        .map(({ change }) => change)
        .toSorted(),
    ).toEqual(kinds.toSorted());
  });

  it.each(Object.entries(pairs))("%s: and back", (_, [plain, choice, , back]) => {
    expect(breaks(choice, plain)).toBe(back);
  });
});
