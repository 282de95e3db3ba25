import {
  createSchemaSet,
  readSchemaFolder,
  type SchemaError,
  SchemaErrors,
  type SourceDialect,
  valueAt,
} from "@email-events/json-schema";
import { refusalOf, temporaryFolder, writeInto } from "@email-events/json-schema/testing";
import { diffSchemas } from "@email-events/schema-diff";
import { describe, expect, it } from "vitest";
import { emitNotes } from "../emit-notes.ts";
import { project, run } from "../testing/run-main.ts";

type Schemas = Readonly<Record<string, unknown>>;

const slow = "^(a|aa)*$";
/** A schema with something to say of each part of it. */
const wrong = {
  type: "object",
  properties: { typo: { colour: "red" }, slow: { pattern: slow }, nowhere: { $ref: "#/nowhere" } },
};
const noted = {
  type: "object",
  properties: { "a.b": { format: "color", pattern: "^a*a*$" } },
  unevaluatedProperties: false,
};

const read = async (schemas: Schemas, dialect: SourceDialect = "2020-12") => {
  const root = await temporaryFolder();
  for (const [name, schema] of Object.entries(schemas)) await writeInto(root, name, schema);
  return readSchemaFolder(root, { dialect });
};

const errorsIn = (error: SchemaError | undefined): readonly SchemaError[] =>
  error instanceof SchemaErrors ? error.errors : error ? [error] : [];

/** Documents in which conversion moves or renames a part: with the part, and the pointers of what is wrong in it. */
const converted: Readonly<Record<string, readonly [(part: unknown) => Schemas, string, SourceDialect?]>> = {
  "a part of OpenAPI in the file of a schema": [
    (part) => ({ "a.schema.json": { $ref: "#/components/schemas/Order", components: { schemas: { Order: part } } } }),
    "a.schema.json#/components/schemas/Order",
  ],
  "a part of OpenAPI in another file": [
    (part) => ({
      "a.schema.json": { $ref: "api.json#/components/schemas/Order~1Line" },
      "api.json": { openapi: "3.1.0", info: {}, components: { schemas: { "Order/Line": part } } },
    }),
    "api.json#/components/schemas/Order~1Line",
  ],
  "a part of a part": [
    (part) => ({
      "a.schema.json": { $ref: "#/x/one", x: { one: { $ref: "#/x/two" }, two: { items: part } } },
    }),
    "a.schema.json#/x/two/items",
  ],
  "a group of definitions": [
    (part) => ({ "a.schema.json": { $ref: "#/$defs/group/b", $defs: { group: { b: part } } } }),
    "a.schema.json#/$defs/group/b",
  ],
  "an item of a list, in 2019-09": [
    (part) => ({ "a.schema.json": { items: [true, part] } }),
    "a.schema.json#/items/1",
    "2019-09",
  ],
  "the items after a list, in 2019-09": [
    (part) => ({ "a.schema.json": { items: [true], additionalItems: part } }),
    "a.schema.json#/additionalItems",
    "2019-09",
  ],
  "a schema of a dependency, in 2019-09": [
    (part) => ({ "a.schema.json": { dependencies: { b: part, c: ["d"] } } }),
    "a.schema.json#/dependencies/b",
    "2019-09",
  ],
  "a list in a part of a list, in 2019-09": [
    (part) => ({ "a.schema.json": { $ref: "#/x/y", x: { y: { items: [{ items: [part] }] } } } }),
    "a.schema.json#/x/y/items/0/items/0",
    "2019-09",
  ],
  "what an array contains, beside unevaluated items, in 2019-09": [
    (part) => ({ "a.schema.json": { contains: part, minContains: 2, unevaluatedItems: false } }),
    "a.schema.json#/contains",
    "2019-09",
  ],
  "a base beside what an array contains and unevaluated items, in 2019-09": [
    (part) => ({ "a.schema.json": { allOf: [true, part], contains: true, unevaluatedItems: false } }),
    "a.schema.json#/allOf/1",
    "2019-09",
  ],
  "what an array contains, deep inside, in 2019-09": [
    (part) => ({
      "a.schema.json": { items: [{ allOf: [{ contains: { contains: part } }], unevaluatedItems: { type: "array" } }] },
    }),
    "a.schema.json#/items/0/allOf/0/contains/contains",
    "2019-09",
  ],
  "a schema in 2020-12": [(part) => ({ "a.schema.json": { prefixItems: [part] } }), "a.schema.json#/prefixItems/0"],
};

describe.each(Object.entries(converted))("%s", (_name, [schemasOf, place, dialect]) => {
  it("is refused where its author wrote it", async () => {
    const { documents, library } = await read(schemasOf(wrong), dialect);
    const errors = errorsIn(refusalOf(() => createSchemaSet(documents, { library })));
    const places = errors.map(({ file, pointer }) => `${file}#${pointer}`);
    expect(places).toContain(`${place}/properties/typo/colour`);
    expect(places).toContain(`${place}/properties/slow/pattern`);
  });

  it("is noted and named where its author wrote it", async () => {
    const { documents, library } = await read(schemasOf(noted), dialect);
    const set = createSchemaSet(documents, { library });
    const all = [...set.notes, ...emitNotes(set, ["zod"], { types: new Map(), files: new Set(), notes: [] })].join(
      "\n",
    );
    if (!library.has("api.json")) expect(all).toContain(`${place}/properties/a.b/format`);
    for (const [, file = "", pointer = ""] of all.matchAll(/([\w.]+\.json)#([^\s:;,)]*)/g)) {
      expect([pointer, valueAt(schemasOf(noted)[file], pointer) !== undefined]).toEqual([pointer, true]);
    }
  });

  it("is allowed a slow pattern by that place", async () => {
    const { documents, library } = await read(schemasOf({ pattern: slow }), dialect);
    const refused = refusalOf(() => createSchemaSet(documents, { library }));
    expect([refused?.file, refused?.pointer].join("#")).toBe(`${place}/pattern`);
    expect(refusalOf(() => createSchemaSet(documents, { library, allowPatterns: [place] }))).toBeUndefined();
  });

  it("is compared at that place", async () => {
    const [was, is] = await Promise.all([read(schemasOf({ maxLength: 3 }), dialect), read(schemasOf({}), dialect)]);
    const changes = diffSchemas(new Map([...was.library, ...was.documents]), new Map([...is.library, ...is.documents]));
    expect(changes).not.toEqual([]);
    for (const { file, pointer } of changes)
      expect([pointer, valueAt(schemasOf({ maxLength: 3 })[file], pointer) !== undefined]).toEqual([pointer, true]);
  });
});

describe("a moved part", () => {
  it("gets a name by the place that its author knows, which a clash of names shows", async () => {
    const part = { type: "object", properties: { a: { type: "string" } } };
    const { args } = await project({
      "a.schema.json": { title: "A", $ref: "#/components/schemas/Order", components: { schemas: { Order: part } } },
    });
    const place = "a.schema.json#/components/schemas/Order";
    const good = await run([...args, "--name", `${place}=Purchase`, "--emit", "types"]);
    expect([good.exitCode, good.error]).toEqual([0, ""]);
    const bad = await run([...args, "--name", `${place}=1`, "--emit", "types"]);
    expect(bad.error).toContain(`${place}: 1 isn't a valid type name`);
  });
});
