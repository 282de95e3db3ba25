import { createSchemaSet, createUncheckedFolder, readSchemaFolder } from "@email-events/json-schema";
import { temporaryFolder } from "@email-events/json-schema/testing";
import { describe, expect, it } from "vitest";
import { emitValidators } from "../validators/emit-validators.ts";
import { loadValidator } from "../testing/load-validators.ts";

const drafts = {
  "draft-07": "http://json-schema.org/draft-07/schema#",
  "2019-09": "https://json-schema.org/draft/2019-09/schema",
  "2020-12": "https://json-schema.org/draft/2020-12/schema",
} as const;

type Draft = keyof typeof drafts;

const text = { type: "string" };

/** Schemas that conversion moves or renames a part of: with the part, and its pointer. */
const parts: readonly (readonly [Draft, object, string])[] = [
  ["draft-07", { items: [true, text] }, "/items/1"],
  ["draft-07", { dependencies: { a: text, b: ["c"] } }, "/dependencies/a"],
  ["2019-09", { items: text }, "/items"],
  ["2019-09", { items: [true, text] }, "/items/1"],
  ["2019-09", { items: [{ items: [text] }] }, "/items/0/items/0"],
  ["2019-09", { items: [true], additionalItems: text }, "/additionalItems"],
  ["2019-09", { dependencies: { a: text, b: ["c"] } }, "/dependencies/a"],
  ["2019-09", { contains: text, unevaluatedItems: true }, "/contains"],
  ["2019-09", { contains: { items: [text] }, unevaluatedItems: true }, "/contains/items/0"],
  ["2019-09", { items: { allOf: [true, text], contains: true, unevaluatedItems: true } }, "/items/allOf/1"],
  ["2020-12", { dependencies: { a: text, b: ["c"] } }, "/dependencies/a"],
  ["2020-12", { properties: { "a/b": { dependencies: { a: text } } } }, "/properties/a~1b/dependencies/a"],
];

const propertiesOf = (part: object): object => ("properties" in part ? (part.properties as object) : {});

/** A part with a property that refers to something. */
const referring = ($ref: string, part: object = {}) => ({
  ...part,
  properties: { value: { $ref }, ...propertiesOf(part) },
});

const address = "https://example.com/a";

/** Ways to refer to a part: the files by name, the one with the reference first. */
const ways: Readonly<Record<string, (part: object, pointer: string) => Readonly<Record<string, object>>>> = {
  "in its own file": (part, pointer) => ({ "a.schema.json": referring(`#${pointer}`, part) }),
  "in its own file, by its name": (part, pointer) => ({
    "a.schema.json": referring(`a.schema.json#${pointer}`, part),
  }),
  "in its own file, by its address": (part, pointer) => ({
    "a.schema.json": { $id: address, ...referring(`${address}#${pointer}`, part) },
  }),
  "in another file": (part, pointer) => ({
    "a.schema.json": referring(`b.schema.json#${pointer}`),
    "b.schema.json": part,
  }),
  "in a file that is no schema of the folder": (part, pointer) => ({
    "a.schema.json": referring(`b.json#${pointer}`),
    "b.json": part,
  }),
  "in a part with an address": (part, pointer) => ({
    "a.schema.json": { $id: address, ...referring(`inner#${pointer}`), $defs: { inner: { $id: "inner", ...part } } },
  }),
};

describe.each(Object.entries(ways))("a reference to a part %s", (_, filesFor) => {
  it.each(parts)("leads to it where its author wrote it: %s, %j, %s", async (draft, part, pointer) => {
    const $schema = drafts[draft];
    const files = Object.entries(filesFor(part, pointer)).map(([name, file]) => [name, { $schema, ...file }] as const);
    const { documents, library } = await readSchemaFolder(await temporaryFolder(Object.fromEntries(files)));
    const set = createSchemaSet(documents, { library });
    const [root] = set.roots;
    const { is } = loadValidator(emitValidators(set, "commonjs"), set.nameOf(root!));
    expect([is({ value: "a" }), is({ value: 1 })]).toEqual([true, false]);
    const from = { file: "a.schema.json", pointer: "/properties/value", schema: undefined };
    const [, ref = ""] = /"value":\{"\$ref":"([^"]*)"/.exec(JSON.stringify(files[0])) ?? [];
    expect(createUncheckedFolder(new Map([...documents, ...library])).locate(from, ref)?.schema).toEqual(text);
  });
});
