import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SchemaNode } from "../json-schema.ts";
import { setOf } from "../testing/schemas.ts";
import { childrenOf } from "./children.ts";

type Schema = Readonly<Record<string, unknown>>;
type Documents = Readonly<Record<string, Schema>>;

/** The digest of a place, `FILE` for a document or `FILE#/$defs/NAME`. */
const digestOf = (documents: Documents, place: string): string => {
  const set = setOf(documents);
  const [file = "", pointer = ""] = place.split("#");
  const below = (node: SchemaNode): readonly SchemaNode[] => [node, ...childrenOf(node).flatMap(below)];
  const node = set.roots.flatMap(below).find((one) => one.file === file && one.pointer === pointer);
  return node === undefined ? "nothing stands there" : set.digestOf(node);
};

const file = "a.schema.json";
const refer = (name: string): Schema => ({ $ref: `#/$defs/${name}` });
const object = (properties: Readonly<Record<string, unknown>>): Schema => ({ type: "object", properties });

describe("the digest of a schema", () => {
  it.each<readonly [string, Schema, Schema]>([
    ["the order of keywords and keys", { type: "object", title: "A" }, { title: "A", type: "object" }],
    ["the order of properties", object({ a: true, b: false }), object({ b: false, a: true })],
    [
      "the order of keys in a value",
      { const: { a: 1, b: [{ c: 1, d: 2 }] } },
      { const: { b: [{ d: 2, c: 1 }], a: 1 } },
    ],
    [
      "where a definition stands",
      { ...object({ a: refer("x") }), $defs: { x: { type: "string" } } },
      { ...object({ a: { $ref: "#/definitions/other" } }), definitions: { other: { type: "string" } } },
    ],
    [
      "whether one definition is shared or written twice",
      { ...object({ a: refer("x"), b: refer("x") }), $defs: { x: { type: "string" } } },
      { ...object({ a: refer("x"), b: refer("y") }), $defs: { x: { type: "string" }, y: { type: "string" } } },
    ],
    [
      "how far a recursion is written out",
      { ...object({ child: refer("node") }), $defs: { node: object({ child: refer("node") }) } },
      {
        ...object({ child: refer("one") }),
        $defs: { one: object({ child: refer("two") }), two: object({ child: refer("one") }) },
      },
    ],
    ["a comment, an anchor and an address", { type: "string" }, { type: "string", $comment: "x", $anchor: "a" }],
  ])("doesn't depend on %s", (_, one, other) => {
    expect(digestOf({ [file]: one }, file)).toBe(digestOf({ [file]: other }, file));
  });

  it.each<readonly [string, Schema, Schema]>([
    ["a value", { const: 1 }, { const: 2 }],
    ["a description", { description: "a" }, { description: "b" }],
    ["the order of items", { enum: [1, 2] }, { enum: [2, 1] }],
    ["the name of a property", object({ a: true }), object({ b: true })],
    ["a list in the place of a schema", { items: { type: "string" } }, { prefixItems: [{ type: "string" }] }],
    [
      "one member of a recursion",
      {
        ...object({ child: refer("one") }),
        $defs: { one: object({ child: refer("two") }), two: object({ child: refer("one") }) },
      },
      {
        ...object({ child: refer("one") }),
        $defs: { one: object({ child: refer("two") }), two: { ...object({ child: refer("one") }), required: ["a"] } },
      },
    ],
    [
      "the draft",
      { $schema: "http://json-schema.org/draft-07/schema#", type: "string" },
      { $schema: "https://json-schema.org/draft/2020-12/schema", type: "string" },
    ],
  ])("depends on %s", (_, one, other) => {
    expect(digestOf({ [file]: one }, file)).not.toBe(digestOf({ [file]: other }, file));
  });

  it("counts dynamic references of different places as different", () => {
    const schema = (name: string): Documents => ({ [`${name}.schema.json`]: object({ a: { $dynamicRef: "#" } }) });
    expect(digestOf(schema("a"), "a.schema.json")).not.toBe(digestOf(schema("b"), "b.schema.json"));
  });

  it("is equal for every definition of any graph that is renamed and shuffled", () => {
    const size = 5;
    const inner = fc.oneof(fc.nat(size - 1), fc.constantFrom("string", "number"));
    const definition = fc.record({ a: inner, b: inner, title: fc.constantFrom("A", "B") });
    const graph = fc.array(definition, { minLength: size, maxLength: size });
    const written = (
      definitions: readonly { readonly a: number | string; readonly b: number | string; readonly title: string }[],
      order: readonly number[],
    ): Schema => {
      const nameOf = (index: number): string => `d${order[index] ?? index}`;
      const schemaOf = (one: number | string): Schema => (typeof one === "number" ? refer(nameOf(one)) : { type: one });
      const named = definitions.map(({ a, b, title }, index) => [
        nameOf(index),
        { title, ...object({ a: schemaOf(a), b: schemaOf(b) }) },
      ]);
      return { $defs: Object.fromEntries(order.map((index) => named[index] ?? [])) };
    };
    const plain = Array.from({ length: size }, (_, index) => index);
    fc.assert(
      fc.property(graph, fc.shuffledSubarray(plain, { minLength: size, maxLength: size }), (definitions, order) => {
        const [one, other] = [written(definitions, plain), written(definitions, order)];
        const places = (schema: Schema, names: readonly number[]) =>
          names.map((name) => digestOf({ [file]: { title: "root", ...schema } }, `${file}#/$defs/d${name}`));
        expect(
          places(
            other,
            plain.map((index) => order[index] ?? index),
          ),
        ).toEqual(places(one, plain));
      }),
      { numRuns: 40 },
    );
  });

  it("tells every member of a long recursion from the others", () => {
    const count = 600;
    const chain = Array.from({ length: count }, (_, index) => [
      `d${index}`,
      object({ next: refer(`d${(index + 1) % count}`), ...(index === 7 ? { a: true } : {}) }),
    ]);
    const set = setOf({ [file]: { $defs: Object.fromEntries(chain) } });
    const [root] = set.roots;
    expect(new Set(set.declared.map((node) => set.digestOf(node))).size).toBe(count + 1);
    expect(root && set.digestOf(root)).toMatch(/^sha256-/);
  });
});
