import { describe, expect, it } from "vitest";
import { diffSchemas } from "../diff-schemas.ts";

const item = (type: string) => ({ $dynamicAnchor: "item", type });
const page = (id: string, type: string) => ({ $id: `https://x.test/${id}`, $ref: "page", $defs: { own: item(type) } });

/** A generic list, two that say of what, one of those in use, and a schema that none of them leads to. */
const documents: Readonly<Record<string, object>> = {
  "page.schema.json": {
    $id: "https://x.test/page",
    properties: { items: { type: "array", items: { $dynamicRef: "#item" } }, next: { $ref: "text.schema.json" } },
    $defs: { any: { $dynamicAnchor: "item" } },
  },
  "text.schema.json": { type: "string" },
  "numbers.schema.json": page("numbers", "number"),
  "texts.schema.json": page("texts", "string"),
  "list.schema.json": { properties: { title: { $ref: "https://x.test/numbers" } } },
  "sale.schema.json": { enum: ["a", "b"] },
};

const opaqueAfter = (edits: Readonly<Record<string, object>>): readonly string[] =>
  diffSchemas(new Map(Object.entries(documents)), new Map(Object.entries({ ...documents, ...edits })))
    .filter(({ change }) => change === "unsupported-keyword")
    .map(({ file }) => file);

describe("a dynamic reference", () => {
  it.each([
    ["a schema that doesn't lead to it", { "sale.schema.json": { enum: ["b", "a", "c"] } }],
    ["a new schema", { "new.schema.json": { $ref: "text.schema.json" } }],
    ["a description", { "texts.schema.json": { ...page("texts", "string"), description: "Some texts." } }],
    [
      "annotations that are no texts",
      {
        "texts.schema.json": {
          ...page("texts", "string"),
          examples: [["a"]],
          default: [],
          deprecated: true,
          "x-owner": { team: 1 },
        },
      },
    ],
  ])("means the same after a change of %s", (_, edits) => {
    expect(opaqueAfter(edits)).toEqual([]);
  });

  it("means the same in whatever order the files are given", () => {
    const files = Object.entries(documents);
    expect(diffSchemas(new Map(files), new Map(files.toReversed()))).toEqual([]);
  });

  it.each([
    ["what leads to it", { "list.schema.json": { properties: { title: { $ref: "https://x.test/texts" } } } }],
    ["what it may lead to", { "texts.schema.json": page("texts", "boolean") }],
    ["what they refer to", { "text.schema.json": { type: "string", maxLength: 3 } }],
  ])("can't be compared after a change of %s", (_, edits) => {
    expect(opaqueAfter(edits)).toContain("page.schema.json");
  });

  /** The kinds of changes between two versions of a schema that leads to a dynamic reference. */
  const kindsOf = (was: object, is: object): readonly string[] => {
    const [before, after] = [was, is].map(
      (list) => new Map(Object.entries({ ...documents, "list.schema.json": list })),
    );
    return before && after ? diffSchemas(before, after).map(({ bump, change }) => `${bump} ${change}`) : [];
  };

  it("is told of annotations beside it what is told of them elsewhere", () => {
    const beside = (more: object) => ({
      properties: { list: { $ref: "page" }, one: { $dynamicRef: "#item", ...more } },
    });
    const annotations = {
      title: "One",
      description: "A.",
      $comment: "B.",
      examples: [1],
      default: { a: 1 },
      deprecated: true,
    };
    expect(kindsOf(beside({}), beside(annotations)).toSorted()).toEqual([
      "minor default-changed",
      "minor deprecated-changed",
      ...Array.from({ length: 4 }, () => "patch annotation-changed"),
    ]);
  });

  it.each([
    ["another text in a constant", (title: string) => ({ const: { title } })],
    ["another example in a constant", (value: string) => ({ enum: [{ examples: [value] }] })],
    [
      "another schema of a property with the name of an annotation",
      (type: string) => ({ allOf: [{ properties: { default: { type } } }] }),
    ],
    [
      "another schema in an annotation that a reference leads into",
      (type: string) => ({ $ref: "#/x-own/one", "x-own": { one: { type } } }),
    ],
    ["another base", (name: string) => ({ $id: `https://${name}.test/` })],
  ])("can't be compared after %s", (_, more) => {
    const list = (text: string) => ({ properties: { list: { $ref: "https://x.test/page" } }, ...more(text) });
    expect(kindsOf(list("string"), list("string"))).toEqual([]);
    expect(kindsOf(list("string"), list("integer"))).toContain("major unsupported-keyword");
  });
});
