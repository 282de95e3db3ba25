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

  it("can't be compared after another text in a constant", () => {
    const list = (title: string) => ({ "list.schema.json": { ...documents["list.schema.json"], const: { title } } });
    const changes = diffSchemas(
      new Map(Object.entries({ ...documents, ...list("a") })),
      new Map(Object.entries({ ...documents, ...list("b") })),
    );
    expect(changes.map(({ change }) => change)).toContain("unsupported-keyword");
  });
});
