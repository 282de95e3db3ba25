import { createSchemaSet, readSchemaFolder, readSchemaText, type SchemaSet } from "@email-events/json-schema";
import { temporaryFolder, writeInto } from "@email-events/json-schema/testing";
import { describe, expect, it } from "vitest";
import { printTypes } from "../types/print-types.ts";
import { emitValidators } from "../validators/emit-validators.ts";
import { loadValidator } from "../testing/load-validators.ts";

const text = { type: "string" };

const read = async (files: Readonly<Record<string, unknown>>): Promise<SchemaSet> => {
  const root = await temporaryFolder();
  for (const [name, schema] of Object.entries(files)) await writeInto(root, name, schema);
  const { documents, library } = await readSchemaFolder(root);
  return createSchemaSet(documents, { library });
};

const validate = (set: SchemaSet, file = "a.schema.json") => {
  const root = set.roots.find((one) => one.file === file);
  return loadValidator(emitValidators(set, "commonjs"), set.nameOf(root!));
};

describe("a reference into another file, through a keyword that no dialect knows", () => {
  it.each<[string, Readonly<Record<string, unknown>>]>([
    [
      "a file of definitions",
      {
        "a.schema.json": { $ref: "definitions.json#/address" },
        "definitions.json": { address: text, more: { minLength: "no" } },
      },
    ],
    [
      "a file of definitions in YAML",
      { "a.schema.json": { $ref: "./definitions.yaml#/address" }, "definitions.yaml": "address: { type: string }" },
    ],
    [
      "a file in a folder",
      {
        "a.schema.json": { $ref: "b/c.json#/types/a" },
        "b/c.json": { types: { a: { $ref: "../d.json" } } },
        "d.json": text,
      },
    ],
    [
      "a group of another schema",
      {
        "a.schema.json": { $ref: "b.schema.json#/definitions/x/y" },
        "b.schema.json": { definitions: { x: { y: text } } },
      },
    ],
    [
      "an address",
      {
        "a.schema.json": { $ref: "https://example.com/b#/types/a" },
        "b.schema.json": { $id: "https://example.com/b", types: { a: text } },
      },
    ],
    [
      "a path from an address",
      {
        "a.schema.json": { $id: "https://example.com/a", $ref: "b#/types/a" },
        "b.json": { $id: "https://example.com/b", types: { a: text } },
      },
    ],
    [
      "an older draft",
      {
        "a.schema.json": { $ref: "b.json#/types/a" },
        "b.json": {
          $schema: "http://json-schema.org/draft-04/schema#",
          id: "https://example.com/b",
          types: { a: text },
        },
      },
    ],
    [
      "a file that leads to the next one",
      {
        "a.schema.json": { $ref: "b.json#/types/a" },
        "b.json": { types: { a: { $ref: "c.json#/types/a" } } },
        "c.json": { types: { a: { $ref: "d.json#/types/a" } } },
        "d.json": { types: { a: text } },
      },
    ],
    [
      "a place by its path, where the address names another file without it",
      {
        "a.schema.json": { $id: "https://example.com/a", $ref: "b.json#/types/a" },
        "b.json": { types: { a: text } },
        "c.schema.json": { $id: "https://example.com/b.json", type: "object" },
      },
    ],
    ["its own file by name", { "a.schema.json": { $ref: "a.schema.json#/types/a", types: { a: text } } }],
    [
      "a name that must be encoded",
      { "a.schema.json": { $ref: "b.json#/types/a%20b" }, "b.json": { types: { "a b": text } } },
    ],
  ])("leads to %s", async (_, files) => {
    const { is } = validate(await read(files));
    expect([is("a"), is(1)]).toEqual([true, false]);
  });

  it("is followed through two files back and forth, however often", async () => {
    const names = Array.from({ length: 2_000 }, (_, index) => `t${index}`);
    const toNext = (file: string) =>
      Object.fromEntries(names.map((name, index) => [name, { not: { $ref: `${file}#/types/t${index + 1}` } }]));
    const set = await read({
      "a.schema.json": { $ref: "b.json#/types/t1800" },
      "b.json": { types: { ...toNext("c.json"), t2000: text } },
      "c.json": { types: toNext("b.json") },
    });
    expect(validate(set).is("a")).toBe(true);
  });

  it("has a type of its own", async () => {
    const set = await read({
      "a.schema.json": { properties: { b: { $ref: "b.json#/address" } } },
      "b.json": { address: text },
    });
    expect(printTypes(set).declarations).toContain("export type Address = string;");
  });

  it("is found in a text that names itself", () => {
    const schema = { $id: "https://example.com/a", $ref: "a#/types/b", types: { b: text } };
    const { documents } = readSchemaText(JSON.stringify(schema), "x.json");
    expect(documents.get("x.json")).toEqual({
      $id: schema.$id,
      $ref: "a#/$defs/types%20b",
      $defs: { "types b": text },
    });
  });

  it.each<[string, Readonly<Record<string, unknown>>, string]>([
    [
      "nothing",
      { "a.schema.json": { $ref: "b.json#/c" }, "b.json": {} },
      "a.schema.json#/$ref: no schema found at b.json#/c",
    ],
    [
      "a value that is no schema",
      { "a.schema.json": { $ref: "b.json#/a" }, "b.json": { a: 1 } },
      "b.json#/a: this keyword isn't supported",
    ],
    [
      "a constant",
      { "a.schema.json": { $ref: "b.json#/const" }, "b.json": { const: text } },
      "a.schema.json#/$ref: no schema found at b.json#/const",
    ],
    [
      "a part of a schema, which may have typos",
      { "a.schema.json": { $ref: "b.json#/types/a" }, "b.json": { minimun: 1, type: "object", types: { a: text } } },
      "b.json#/minimun: this keyword isn't supported",
    ],
  ])("is refused where it leads to %s", async (_, files, words) => {
    await expect(read(files)).rejects.toThrow(words);
  });
});
