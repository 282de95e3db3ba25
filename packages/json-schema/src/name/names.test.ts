import { describe, expect, it } from "vitest";
import { refusalOf, setOf } from "../testing/schemas.ts";

type Documents = Readonly<Record<string, unknown>>;

/** The name of each declared place. */
const namesOf = (documents: Documents, typeNames: Documents = {}, library: Documents = {}): Documents => {
  const given = new Map(Object.entries(typeNames).map(([place, name]) => [place, String(name)]));
  const set = setOf(documents, { typeNames: given, library: new Map(Object.entries(library)) });
  return Object.fromEntries(set.declared.map((node) => [`${node.file}#${node.pointer}`, set.nameOf(node)]));
};

const text = { type: "string" };
const number = { type: "number" };

describe("the name of a type", () => {
  it.each<readonly [string, Documents, Documents]>([
    [
      "has the file's before it where two files have one title",
      { "order.schema.json": { title: "Event" }, "refund.schema.json": { title: "event" } },
      { "order.schema.json#": "OrderEvent", "refund.schema.json#": "RefundEvent" },
    ],
    [
      "has the folder's before it where two files have one name",
      { "v1/event.schema.json": {}, "v2/event.schema.json": {}, "event.schema.json": { title: "Any event" } },
      { "v1/event.schema.json#": "V1Event", "v2/event.schema.json#": "V2Event", "event.schema.json#": "AnyEvent" },
    ],
    [
      "has as many folders before it as it needs",
      { "a/v1/event.schema.json": {}, "b/v1/event.schema.json": {}, "b/v2/event.schema.json": {} },
      {
        "a/v1/event.schema.json#": "AV1Event",
        "b/v1/event.schema.json#": "BV1Event",
        "b/v2/event.schema.json#": "V2Event",
      },
    ],
    [
      "has the file's before it where definitions of two files differ",
      { "order.schema.json": { $defs: { part: text } }, "refund.schema.json": { $defs: { part: number } } },
      {
        "order.schema.json#": "Order",
        "order.schema.json#/$defs/part": "OrderPart",
        "refund.schema.json#": "Refund",
        "refund.schema.json#/$defs/part": "RefundPart",
      },
    ],
    [
      "is one where definitions of two files say the same",
      { "order.schema.json": { $defs: { part: text } }, "refund.schema.json": { $defs: { part: text } } },
      { "order.schema.json#": "Order", "order.schema.json#/$defs/part": "Part", "refund.schema.json#": "Refund" },
    ],
    [
      "stays a file's own where a definition asks for it as well",
      { "order.schema.json": { $defs: { refund: text } }, "refund.schema.json": { type: "object" } },
      {
        "order.schema.json#": "Order",
        "order.schema.json#/$defs/refund": "OrderRefund",
        "refund.schema.json#": "Refund",
      },
    ],
    [
      "is another one each where files say the same",
      { "a.schema.json": { title: "Thing" }, "b.schema.json": { title: "Thing" } },
      { "a.schema.json#": "AThing", "b.schema.json#": "BThing" },
    ],
    [
      "has its definition's before it where one file has a title twice",
      { "a.schema.json": { $defs: { x: { title: "Item", ...text }, y: { title: "Item", ...number } } } },
      { "a.schema.json#": "A", "a.schema.json#/$defs/x": "AXItem", "a.schema.json#/$defs/y": "AYItem" },
    ],
    [
      "has a number where names differ by case or by symbols alone",
      { "a.schema.json": { $defs: { foo: text, FOO: number, "f-oo": { type: "null" }, v1: {}, V1: text } } },
      {
        "a.schema.json#": "A",
        "a.schema.json#/$defs/FOO": "AFOO",
        "a.schema.json#/$defs/f-oo": "AFOo2",
        "a.schema.json#/$defs/foo": "AFoo3",
        "a.schema.json#/$defs/V1": "AV1",
        "a.schema.json#/$defs/v1": "AV1_2",
      },
    ],
    [
      "keeps letters of every script",
      { "größe.schema.json": {}, "x.schema.json": { title: "注文", $defs: { été: {} } } },
      { "größe.schema.json#": "Größe", "x.schema.json#": "注文", "x.schema.json#/$defs/été": "Été" },
    ],
    [
      "is the file's where a title has no letter, and Schema where a file has none",
      { "a.schema.json": { title: "+++" }, "++.schema.json": {}, "--.schema.json": {}, "b/++.schema.json": {} },
      {
        "++.schema.json#": "Schema",
        "--.schema.json#": "Schema2",
        "a.schema.json#": "A",
        "b/++.schema.json#": "BSchema",
      },
    ],
    [
      "is none that generated code exports",
      { "a.schema.json": { title: "Issue" }, "issue.schema.json": {}, "x/issue.schema.json": { title: "Object" } },
      { "a.schema.json#": "AIssue", "issue.schema.json#": "Issue2", "x/issue.schema.json#": "Object" },
    ],
    [
      "never takes one from a schema that asks for it itself",
      { "a.schema.json": { title: "X" }, "b.schema.json": { title: "X" }, "c.schema.json": { title: "A x" } },
      { "a.schema.json#": "AX2", "b.schema.json#": "BX", "c.schema.json#": "AX" },
    ],
  ])("%s", (_, documents, names) => {
    expect(namesOf(documents)).toEqual(names);
  });

  it("is the folder's own where a package has it as well", () => {
    const own = { $defs: { part: text }, properties: { p: { $ref: "shop/event.json#/$defs/part" } } };
    const library = { "node_modules/shop/event.json": { $defs: { part: number } } };
    expect(namesOf({ "own.schema.json": own }, {}, library)).toEqual({
      "node_modules/shop/event.json#/$defs/part": "EventPart",
      "own.schema.json#": "Own",
      "own.schema.json#/$defs/part": "Part",
    });
  });

  it("stays the same whatever is added that asks for no such name, in any order", () => {
    const documents = {
      "order.schema.json": { title: "Event", $defs: { part: text } },
      "refund.schema.json": { title: "Event", $defs: { part: number } },
    };
    const more = { "a.schema.json": { title: "Another", $defs: { first: text } }, "z.schema.json": {} };
    const before = namesOf(documents);
    expect(namesOf({ ...more, ...documents })).toMatchObject(before);
    expect(namesOf(Object.fromEntries(Object.entries(documents).toReversed()))).toEqual(before);
  });

  it("is found in little time for very many schemas of one title that refer to each other", () => {
    const link = (index: number) => ({
      title: "Item",
      properties: { next: { $ref: `#/$defs/${(index + 1) % 800}` } },
    });
    const $defs = Object.fromEntries(Array.from({ length: 800 }, (_, index) => [index, link(index)]));
    const names = Object.values(namesOf({ "a.schema.json": { $defs } }));
    expect(new Set(names).size).toBe(names.length);
  });

  it("keeps a definition apart from one of the same text in another dialect", () => {
    const old = { $schema: "http://json-schema.org/draft-07/schema#", definitions: { part: text } };
    expect(namesOf({ "a.schema.json": { $defs: { part: text } }, "b.schema.json": old })).toMatchObject({
      "a.schema.json#/$defs/part": "APart",
      "b.schema.json#/definitions/part": "BPart",
    });
  });
});

describe("a chosen name", () => {
  const documents = {
    "a.schema.json": { title: "Event", $defs: { part: text, "a=b": number } },
    "b.schema.json": { title: "Event", $defs: { part: text } },
  };

  it("goes before all others, by file and pointer or by a pointer of one file", () => {
    const names = namesOf(documents, {
      "b.schema.json#": "Event",
      "#/$defs/a=b": "Größe",
      "a.schema.json#/$defs/part": "P",
    });
    expect(names).toEqual({
      "a.schema.json#": "AEvent",
      "a.schema.json#/$defs/a=b": "Größe",
      "a.schema.json#/$defs/part": "P",
      "b.schema.json#": "Event",
      "b.schema.json#/$defs/part": "Part",
    });
  });

  it.each<readonly [string, Documents, string]>([
    [
      "for a place that no schema found at",
      { "#/$defs/none": "None" },
      "#/$defs/none: no schema with a name stands here",
    ],
    [
      "for a place of two files",
      { "/$defs/part": "P" },
      "name one of them: a.schema.json#/$defs/part, b.schema.json#/$defs/part",
    ],
    ["twice", { "a.schema.json#": "Same", "b.schema.json#": "SAME" }, "is chosen for a.schema.json# as well"],
    ["that a type can't have", { "a.schema.json#": "my type" }, "write MyType"],
    ["without a letter", { "a.schema.json#": "+" }, "isn't a valid type name"],
    ["that is a keyword", { "a.schema.json#": "any" }, "write Any"],
    ["that generated code has", { "a.schema.json#": "Issue" }, "generated code exports Issue already"],
  ])("is refused %s", (_, typeNames, words) => {
    expect(refusalOf(() => namesOf(documents, typeNames))?.message).toContain(words);
  });
});
