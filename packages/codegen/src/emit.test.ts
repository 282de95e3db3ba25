import { compileFunction } from "node:vm";
import { SchemaError } from "@email-events/json-schema";
import { setOf, setOfOne } from "@email-events/json-schema/testing";
import { transform } from "esbuild";
import { describe, expect, it } from "vitest";
import { type EmitKind, emit, emitKinds } from "./emit.ts";
import { formatCode } from "./format-code.ts";
import { emitZod } from "./zod/emit-zod.ts";

const shop = {
  "event.schema.json": {
    title: "Shop event",
    oneOf: [{ $ref: "./sale.schema.json" }, { $ref: "#/$defs/refund" }],
    $defs: {
      refund: {
        title: "Refund",
        description: "Money back.",
        type: "object",
        required: ["name"],
        properties: { name: { const: "refund" }, note: { type: "string", minLength: 1 } },
      },
    },
  },
  "sale.schema.json": {
    title: "Sale",
    type: "object",
    required: ["name", "cents"],
    properties: {
      name: { const: "sale" },
      cents: { type: "integer", minimum: 0, description: "The price.", examples: [100] },
      labels: { type: "object", additionalProperties: { type: "string" } },
    },
  },
};

const emitted = async (
  kind: EmitKind,
  file: string,
  documents: Readonly<Record<string, unknown>> = shop,
  library: Readonly<Record<string, unknown>> = {},
) => {
  const set = setOf(documents, { library: new Map(Object.entries(library)) });
  const { files } = await formatCode(await emit(set, [kind]));
  return files.get(file);
};

const importsOf = (texts: Iterable<string>): readonly string[] => [
  ...new Set(
    [...texts].flatMap((text) =>
      [...text.matchAll(/ from "(\..+?)"(?: with .+)?;$/gm)].map(([, module = ""]) => module),
    ),
  ),
];

describe("emitted files", () => {
  it.each(emitKinds)("hold what they import, where only %s are asked for", async (kind) => {
    const files = await emit(setOf(shop), [kind]);
    const modules = [...files.keys()].map((file) => `./${file.replace(/\.ts$/, ".js")}`);
    expect(importsOf(files.values()).filter((module) => !modules.includes(module))).toEqual([]);
  });

  it.each(["names", "validators", "commonjs"] as const)(
    "leave out the types that %s import from elsewhere",
    async (kind) => {
      const files = await emit(setOf(shop), [kind], { typesFrom: "../types.js" });
      expect(importsOf(files.values())).toEqual(["../types.js"]);
      expect([...files.keys()]).not.toContain("types.ts");
    },
  );
});

describe("emitted types", () => {
  it("are one declaration a shape, with descriptions and examples", async () => {
    const types = await emitted("types", "types.ts");
    expect(types).toContain("export type ShopEvent = Sale | Refund;");
    expect(types).toContain(
      '/**\n * Money back.\n */\nexport interface Refund {\n  name: "refund";\n  /**\n   * Not in the type: minLength 1.\n   */\n  note?: string;\n}',
    );
    expect(types).toContain(
      "   * The price.\n   *\n   * Not in the type: integer, minimum 0.\n   *\n   * @example 100\n   */\n  cents: number;",
    );
    expect(types).toMatch(/labels\?: \{\s+\[k: string\]: string;\s+\};/);
  });

  it("are tuples where the first items are described one by one", async () => {
    const pair = { type: "array", prefixItems: [{ type: "string" }, { type: "number" }] };
    const open = await emitted("types", "types.ts", { "pair.schema.json": pair });
    const closed = await emitted("types", "types.ts", { "pair.schema.json": { ...pair, items: false, minItems: 2 } });
    expect(open).toContain("export type Pair = [] | [string] | [string, number, ...unknown[]];");
    expect(closed).toContain("[string, number]");
  });

  it("are lists where very many items are described one by one", async () => {
    const items = Array.from({ length: 3000 }, (_, index) =>
      index % 2 === 0 ? { type: "string" } : { type: "number" },
    );
    const long = { type: "array", prefixItems: items };
    const open = await emitted("types", "types.ts", { "long.schema.json": long });
    const closed = await emitted("types", "types.ts", { "long.schema.json": { ...long, items: false } });
    expect(open).toContain("export type Long = unknown[];");
    expect(closed).toContain("export type Long = (string | number)[];");
  });

  it("keep a property required that a base requires and its heir describes anew", async () => {
    const base = { type: "object", required: ["p"], properties: { p: { type: "string" } } };
    const own = { type: "object", allOf: [{ $ref: "base.schema.json" }], properties: { p: { const: "a" } } };
    const types = await emitted("types", "types.ts", { "base.schema.json": base, "own.schema.json": own });
    expect(types).toContain('export interface Own extends Base {\n  p: "a";\n}');
  });

  it("are no interfaces where a property has a name that an interface is not written with", async () => {
    const base = { type: "object", properties: { "a b": { type: "string" } } };
    const own = { type: "object", allOf: [{ $ref: "base.schema.json" }], properties: { "a\u2028": {}, toString: {} } };
    const types = await emitted("types", "types.ts", { "base.schema.json": base, "own.schema.json": own });
    expect(types).toContain('export interface Base {\n  "a b"?: string;\n}');
    expect(types).toContain('export type Own = Base & {\n  "a\\u2028"?: unknown;\n  toString?: unknown;\n};');
  });

  it.each(["Sha256hash", "a1b2c", "1st of 2nd", "v2 beta", "x_1_y"])(
    "are called as in all files: %j",
    async (title) => {
      const files = await emit(setOf({ "own.schema.json": { title, type: "string" } }), ["validators"]);
      const [, name] = /export type (\w+) = string/.exec(files.get("types.ts") ?? "") ?? [];
      expect(name).toBeTypeOf("string");
      expect(importsOf(files.values())).toContain("./types.js");
      expect(files.get("validators.ts")).toContain(`value is types.${name} {`);
    },
  );

  it("are there for every schema, also beside one that takes anything", async () => {
    const types = await emitted("types", "types.ts", {
      "anything.schema.json": { anyOf: [true, { type: "string" }] },
      "text.schema.json": { type: "string", description: "Such as {id} in }." },
    });
    expect(types).toContain("export type Anything = unknown;");
    expect(types).toContain("/**\n * Such as {id} in }.\n */\nexport type Text = string;");
    expect(types).not.toContain("EveryDeclaration");
    expect(types?.match(/export /g)).toHaveLength(2);
  });

  it.each([
    ["a description", { description: "Said." }],
    ["examples", { examples: [1] }],
    ["a remark that it is old", { deprecated: true }],
    ["a demand on texts alone", { pattern: "a", format: "date" }],
    ["a demand on lists alone", { items: { type: "string" }, minItems: 1 }],
    ["a demand on objects alone", { required: ["a"], properties: { a: { type: "string" } } }],
    ["what mustn't be", { description: "Said.", not: { type: "string" } }],
    ["choices that leave it open", { anyOf: [{ pattern: "a", description: "Said." }, { type: "string" }] }],
  ])("claim nothing about a value of which a schema only has %s", async (_, schema) => {
    const properties = { value: schema, values: { type: "array", items: schema } };
    const types = await emitted("types", "types.ts", { "own.schema.json": { type: "object", properties } });
    expect(types).toContain("  value?: unknown;");
    expect(types).toContain("  values?: unknown[];");
  });

  it("hold properties without a type of their own beside a schema that demands an object", async () => {
    const own = {
      allOf: [{ $ref: "#/$defs/base" }, { properties: { a: { type: "string" } } }, { description: "Said." }],
    };
    const base = { type: "object", properties: { b: { type: "number" } } };
    const types = await emitted("types", "types.ts", { "own.schema.json": { ...own, $defs: { base } } });
    expect(types).toContain("export type Own = Base & {\n  a?: string;\n};");
  });

  it("don't break on a list that can't be", async () => {
    const types = await emitted("types", "types.ts", {
      "list.schema.json": { type: "array", minItems: 1, maxItems: 0 },
    });
    expect(types).toContain("export type List = never;");
  });

  it("are in brackets where a list or an intersection is of tuples", async () => {
    const pair = { type: "array", prefixItems: [{ type: "string" }], items: false };
    const types = await emitted("types", "types.ts", { "pairs.schema.json": { type: "array", items: pair } });
    expect(types).toContain("export type Pairs = ([] | [string])[];");
  });

  it("hold what stands beside a reference, and the bases of an object without a name", async () => {
    const base = { type: "object", properties: { a: { type: "string" } } };
    const own = { type: "object", properties: { b: { type: "number" } } };
    const beside = await emitted("types", "types.ts", {
      "base.schema.json": base,
      "beside.schema.json": { $ref: "base.schema.json", ...own },
      "inside.schema.json": { type: "object", properties: { c: { allOf: [{ $ref: "base.schema.json" }], ...own } } },
    });
    expect(beside).toContain("export type Beside = Base & {\n  b?: number;\n};");
    expect(beside).toContain("  c?: Base & {\n    b?: number;\n  };");
  });

  it("write out objects and arrays that are constants, whatever is in them", async () => {
    const schema = { title: "Origin", enum: [{ $ref: "#/$defs/none" }, [0, null]] };
    const types = await emitted("types", "types.ts", { "origin.schema.json": schema });
    expect(types).toMatch(/export type Origin =\s*\|? ?\{\s*"?\$ref"?: "#\/\$defs\/none";?\s*\}\s*\| \[0, null\];/);
  });

  it("extend a base whose property they narrow, and intersect with one whose property they change", async () => {
    const base = { type: "object", required: ["p"], properties: { p: { type: "string" } } };
    const derived = (p: object) => ({
      "base.schema.json": base,
      "own.schema.json": { type: "object", allOf: [{ $ref: "base.schema.json" }], properties: { p } },
    });
    expect(await emitted("types", "types.ts", derived({ const: "a" }))).toContain(
      "export interface Own extends Base {",
    );
    expect(await emitted("types", "types.ts", derived({ maxLength: 3 }))).toContain("export type Own = Base & {");
  });
});

describe("emitted names", () => {
  it("are the tags of a union as constants, and a map from tag to type", async () => {
    const names = await emitted("names", "names.ts");
    expect(names).toContain('export const ShopEventName = {\n  Sale: "sale",\n  Refund: "refund",\n} as const;');
    expect(names).toContain("export interface ShopEventMap {\n  sale: Sale;\n  refund: Refund;\n}");
    expect(names).toContain("import type { Refund, Sale }");
  });

  const union = (branches: Readonly<Record<string, string>>) => ({
    title: "U",
    oneOf: Object.keys(branches).map((title) => ({ $ref: `#/$defs/${title}` })),
    $defs: Object.fromEntries(
      Object.entries(branches).map(([title, tag]) => [
        title,
        { title, type: "object", required: ["*/"], properties: { "*/": { const: tag } } },
      ]),
    ),
  });

  it("are code that runs, whatever the tags are", async () => {
    const tags = { A: "\u65e5\u672c", B: "+", C: "a-b", D: "a_b", E: "a", F: "A", G: "__proto__", H: "proto" };
    const names = await emitted("names", "names.ts", { "u.schema.json": union(tags) });
    const { code } = await transform(names ?? "", {
      loader: "ts",
      format: "cjs",
      logOverride: { "duplicate-object-key": "error" },
    });
    const module: {
      exports: { readonly UName?: Readonly<Record<string, string>>; readonly uNames?: readonly string[] };
    } = { exports: {} };
    compileFunction(code, ["module"])(module);
    expect(new Set(Object.values(module.exports.UName ?? {}))).toEqual(new Set(Object.values(tags)));
    expect(module.exports.uNames).toEqual(Object.values(tags));
  });

  it("leave a branch its name, and give their own an underscore where they would have it", async () => {
    const names = await emitted("names", "names.ts", { "u.schema.json": union({ "U Name": "a", "U Map": "b" }) });
    expect(names).toContain("import type { UMap, UName }");
    expect(names).toContain("export const UName_ = {\n");
    expect(names).toContain("export interface UMap_ {\n");
    expect(names).toContain("export const uNames: readonly UName_[]");
  });

  it("aren't what validators export for another type", async () => {
    const documents = {
      "foo names.schema.json": {},
      "u.schema.json": { ...union({ A: "a", B: "b" }), title: "Is foo" },
    };
    expect(await emitted("names", "names.ts", documents)).toContain("export const isFooNames_: readonly IsFooName[]");
  });

  it("are no file where no tag tells a union's branches apart", async () => {
    expect(await emitted("names", "names.ts", { "a.schema.json": { type: "string" } })).toBeUndefined();
  });
});

describe("emitted schemas", () => {
  it("are self-contained: what they refer to stands in their own $defs", async () => {
    const bundle: unknown = JSON.parse((await emitted("schemas", "event.schema.json")) ?? "");
    expect(bundle).toMatchObject({
      $schema: "https://json-schema.org/draft/2020-12/schema",
      oneOf: [{ $ref: "#/$defs/Sale" }, { $ref: "#/$defs/Refund" }],
      $defs: { Sale: { title: "Sale" }, Refund: { title: "Refund" } },
    });
  });

  it("keep their dialect, and refuse what a bundle can't hold", async () => {
    const draft07 = {
      $schema: "http://json-schema.org/draft-07/schema#",
      items: [{ $ref: "#/definitions/definition" }],
      definitions: { definition: {} },
    };
    expect(JSON.parse((await emitted("schemas", "a.schema.json", { "a.schema.json": draft07 })) ?? "")).toEqual({
      $schema: draft07.$schema,
      $comment: "Generated by email-events-codegen. Don't edit: change the schemas and generate again.",
      items: [{ $ref: "#/$defs/Definition" }],
      $defs: { Definition: {} },
    });
    const dynamic = { "a.schema.json": { $dynamicAnchor: "n", properties: { below: { $dynamicRef: "#n" } } } };
    await expect(emitted("schemas", "a.schema.json", dynamic)).rejects.toThrow(/\$dynamicRef: .*; leave schemas/);
  });
});

describe("emitted schemas of two dialects", () => {
  const old = { $schema: "http://json-schema.org/draft-07/schema#" };
  const list = { type: "array", items: [{ type: "string" }], additionalItems: false };
  const tuple = { type: "array", prefixItems: [{ type: "string" }], items: false };
  const to = (ref: string) => ({ properties: { a: { $ref: ref } } });
  const bundle = (root: object, library: Readonly<Record<string, unknown>>) =>
    emitted("schemas", "a.schema.json", { "a.schema.json": root }, library);

  it.each([
    ["an older library", to("lib.json"), { "lib.json": { ...old, ...list } }, "lib.json", ""],
    ["a newer library", { ...old, ...to("lib.json") }, { "lib.json": tuple }, "lib.json", ""],
    [
      "a definition of an older library",
      to("lib.json#/$defs/d"),
      { "lib.json": { ...old, $defs: { d: { dependencies: { a: ["b"] } } } } },
      "lib.json",
      "/$defs/d",
    ],
    [
      "an older library of a library",
      to("near.json"),
      { "near.json": to("far.json"), "far.json": { ...old, ...list } },
      "far.json",
      "",
    ],
    ["an older part", { not: { $id: "part", ...old, ...list } }, {}, "a.schema.json", "/not"],
  ])("are refused: %s", async (_, root, library, file, pointer) => {
    await expect(bundle(root, library)).rejects.toMatchObject({
      file,
      pointer,
      message: expect.stringMatching(/can't mix dialects.*; write both in one, or leave schemas out of --emit$/),
    });
  });

  it("are made where both are written as one", async () => {
    const secure = { ...list, $schema: "https://json-schema.org/draft-07/schema" };
    const text = await bundle({ ...old, ...to("lib.json") }, { "lib.json": secure });
    expect(JSON.parse(text ?? "")).toEqual({
      ...old,
      $comment: expect.stringContaining("Generated by"),
      properties: { a: { $ref: "#/$defs/Lib" } },
      $defs: { Lib: list },
    });
  });
});

describe("a bundle's banner", () => {
  const bundled = async (documents: Readonly<Record<string, unknown>>) =>
    JSON.parse((await emitted("schemas", "all.schema.json", documents)) ?? "") as { readonly $comment: string };
  const banner = "Generated by email-events-codegen. Don't edit: change the schemas and generate again.";

  it("stands before the schema's own comment, once, and in no definition", async () => {
    const part = { $comment: "From the form.", type: "string" };
    const all = { type: "object", $comment: "From the page.", properties: { a: { $ref: "part.schema.json" } } };
    const first = await bundled({ "all.schema.json": all, "part.schema.json": part });
    expect(first).toMatchObject({ $comment: `${banner} From the page.`, $defs: { Part: part } });
    const again = await bundled({ "all.schema.json": first });
    expect(again).toEqual(first);
    const inside = {
      "all.schema.json": { $ref: "other.schema.json" },
      "other.schema.json": { ...first, title: "Other" },
    };
    expect(await bundled(inside)).toMatchObject({ $comment: banner, $defs: { Other: { $comment: "From the page." } } });
  });

  it("doesn't tell a bundle's root from the same schema inside of another bundle", () => {
    const sale = { title: "Sale", type: "object", properties: { cents: { type: "integer" } }, $comment: "Ours." };
    const root = { $comment: `${banner} Ours.`, title: "Sale", type: "object", properties: sale.properties };
    const library = new Map<string, unknown>([
      ["node_modules/shop/sale.json", root],
      ["node_modules/shop/event.json", { anyOf: [{ $ref: "#/$defs/Sale" }], $defs: { Sale: sale } }],
    ]);
    const own = { anyOf: [{ $ref: "shop/sale.json" }, { $ref: "shop/event.json" }] };
    const set = setOfOne(own, { library });
    expect(set.declared.map((node) => set.nameOf(node)).filter((name) => name.includes("Sale"))).toEqual(["Sale"]);
  });
});

describe("emitted zod", () => {
  it("is source that reads like the schema", async () => {
    const files = new Map([["zod.ts", await emitted("zod", "zod.ts")]]);
    expect(files.get("zod.ts")).toContain(
      'export const Refund = open({\n  name: z.literal("refund"),\n  note: z.string().min(1).exactOptional(),\n}).describe("Money back.");',
    );
  });

  it.each([
    ["what others have looked at", { type: "object", unevaluatedProperties: false }, "/unevaluatedProperties"],
    [
      "the same of lists",
      { anyOf: [{ prefixItems: [true] }], unevaluatedItems: { type: "string" } },
      "/unevaluatedItems",
    ],
    ["a dynamic reference", { $dynamicAnchor: "x", type: "array", items: { $dynamicRef: "#x" } }, "/items/$dynamicRef"],
    ["either inside of a check", { not: { unevaluatedItems: false } }, "/not/unevaluatedItems"],
  ])("refuses %s, with the pointer", (_, schema, pointer) => {
    const emitting = () => emitZod(setOfOne(schema));
    expect(emitting).toThrow(SchemaError);
    expect(emitting).toThrow(expect.objectContaining({ message: expect.stringContaining("zod"), pointer }));
  });

  it("refuses bases that describe one property differently", () => {
    const base = (a: object) => ({ type: "object", properties: { a } });
    const own = { type: "object", allOf: [{ $ref: "#/$defs/x" }, { $ref: "#/$defs/y" }] };
    const schema = { ...own, $defs: { x: base({ type: "string" }), y: base({ const: "a" }) } };
    expect(() => emitZod(setOfOne(schema))).toThrow("#/allOf: zod can't express this: two bases");
  });
});
