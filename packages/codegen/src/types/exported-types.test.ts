import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { setOf, temporaryFolder, vocabularies, writeInto } from "@email-events/json-schema/testing";
import { describe, expect, it } from "vitest";
import { emit } from "../emit.ts";
import { generate, type GenerateOptions } from "../generate.ts";
import { installCore } from "../testing/install-core.ts";
import { declaredExports } from "./declared-exports.ts";
import { complaintsOf } from "./testing/complaints.ts";

const line = {
  title: "Order line",
  type: "object",
  required: ["sku"],
  properties: { sku: { type: "string" }, next: { $ref: "#" } },
};
const order = {
  title: "Order",
  type: "object",
  properties: { lines: { type: "array", items: { $ref: "line.schema.json" } } },
};

/** A package of another team, made by generation: its schemas, its list of types, and declarations of those. */
const shopFiles = async (declarations?: string): Promise<Readonly<Record<string, unknown>>> => {
  const files = await emit(setOf({ "order.schema.json": order, "line.schema.json": line }), ["types", "schemas"]);
  const inShop = [...files].map(([path, text]) => [`node_modules/shop/made/${path}`, text] as const);
  return {
    ...Object.fromEntries(inShop),
    "node_modules/shop/index.d.ts": declarations ?? 'export type { Order, OrderLine } from "./made/types.js";',
    "node_modules/shop/package.json": {
      name: "shop",
      exports: { ".": { types: "./index.d.ts" }, "./*.json": "./made/*.schema.json" },
      "email-events": { types: { shop: ["./made/types.json"] } },
    },
  };
};

const own = {
  title: "Gift order",
  type: "object",
  allOf: [{ $ref: "shop/order.json" }],
  properties: { card: { type: "string" }, first: { $ref: "shop/line.json" } },
};

const made = async (files: Readonly<Record<string, unknown>>, options: Partial<GenerateOptions> = {}) => {
  const folder = await temporaryFolder({ "schemas/own.schema.json": own, ...files });
  const emitted = { schemas: join(folder, "schemas"), out: join(folder, "out"), emit: ["types", "names"] } as const;
  const { notes } = await generate({ ...emitted, ...options });
  return { folder, notes, types: await readFile(join(folder, "out/types.ts"), "utf8") };
};

const importing = 'import type { Order, OrderLine } from "shop";\nexport type { Order, OrderLine };';

describe("types of schemas that a package exports", () => {
  it("are imported from core, so that an event that extends one of ours is short", async () => {
    const folder = await temporaryFolder({
      "schemas/mine.schema.json": {
        title: "Mine",
        type: "object",
        allOf: [{ $ref: "@email-events/core/schemas/semantic/email-opened.json" }],
        required: ["properties"],
        properties: { properties: { type: "object", properties: { coupon: { type: "string" } } } },
      },
    });
    await installCore(folder);
    const { notes } = await generate({ schemas: join(folder, "schemas"), out: join(folder, "out"), emit: ["types"] });
    const types = await readFile(join(folder, "out/types.ts"), "utf8");
    expect(types).toContain('import type { EmailOpened } from "@email-events/core";\nexport type { EmailOpened };');
    expect(types.split("\n").length).toBeLessThanOrEqual(60);
    expect(notes).toEqual([]);
  });

  it("are all there in core's own module", async () => {
    const core = resolve(import.meta.dirname, "../../../core");
    const manifest: object = JSON.parse(await readFile(join(core, "package.json"), "utf8"));
    const exported = await declaredExports(core, manifest, ".");
    const files = vocabularies.map((name) => join(core, `src/generated/${name}/types.json`));
    const lists = await Promise.all(files.map((file) => readFile(file, "utf8")));
    const listed = lists.flatMap((text) => Object.keys((JSON.parse(text) as { readonly types: object }).types));
    expect(listed.length).toBeGreaterThan(60);
    expect(listed.filter((name) => !exported.has(name))).toEqual([]);
  });

  it.each([
    ["beside the script that an entry names", { ".": "./dist/types.js" }],
    ["beside the script of a condition", { ".": { import: "./dist/types.js" } }],
    ["where a condition names them", { ".": { types: "./dist/types.d.ts", default: "./dist/none.js" } }],
  ])("are found %s, as the compiler finds them", async (_, exports) => {
    const root = await temporaryFolder({ "dist/types.d.ts": "export interface Order { id: string }" });
    expect([...(await declaredExports(root, { exports }, "."))]).toEqual(["Order"]);
  });

  it("are imported from any package that lists them, and exported beside one's own", async () => {
    const { types, notes } = await made(await shopFiles());
    expect(types).toContain(importing);
    expect(types).toContain("export interface GiftOrder extends Order {\n  card?: string;\n  first?: OrderLine;\n}");
    expect(types).not.toContain("interface Order ");
    expect(notes).toEqual([]);
    const shop = (await emit(setOf({ "o.schema.json": order, "line.schema.json": line }), ["types"])).get("types.ts");
    const use =
      'import type { GiftOrder, Order } from "./own.js";\nexport const a: (gift: GiftOrder) => Order = (gift) => gift;';
    const files = { "own.ts": types.replace('"shop"', '"./shop.js"'), "shop.ts": shop ?? "", "use.ts": use };
    expect(complaintsOf(files)).toEqual([]);
  });

  it("are declared where that is asked for", async () => {
    const { types, notes } = await made(await shopFiles(), { types: "inline" });
    expect(types).not.toContain("import");
    expect(types).toContain("export interface Order {");
    expect(notes).toEqual([]);
  });

  it("are declared where the module doesn't export what its package lists, with a note", async () => {
    const { types, notes } = await made(await shopFiles("export type { Order } from './made/types.js';"));
    expect(types).toContain('import type { Order } from "shop";');
    expect(types).toContain("export interface OrderLine {");
    expect(notes).toEqual([
      expect.stringContaining("shop doesn't export OrderLine"),
      expect.stringContaining("OrderLine"),
    ]);
  });

  it("are declared where the schema isn't the one that the type stands for, with a note", async () => {
    const files = await shopFiles();
    const path = "node_modules/shop/made/line.schema.json";
    const changed = { ...line, required: ["sku", "next"] };
    const { types, notes } = await made({ ...files, [path]: changed });
    expect(types).toContain("export interface OrderLine {\n  sku: string;\n  next: OrderLine;\n}");
    expect(types).toContain('import type { Order } from "shop";');
    expect(notes).toEqual([expect.stringContaining("OrderLine")]);
  });

  it.each([
    ["another package's module", { types: { "other/types": ["./made/types.json"] } }, "another package"],
    ["a list outside of the package", { types: { shop: ["../../list.json"] } }, "no list of types"],
    ["a list that isn't one", { types: { shop: ["./package.json"] } }, "no list of types"],
    ["something else", { types: 1 }, undefined],
  ])("are declared where a package names %s", async (_, field, note) => {
    const files = await shopFiles();
    const manifest = files["node_modules/shop/package.json"] as object;
    const changed = { ...manifest, "email-events": field };
    const listed = files["node_modules/shop/made/types.json"];
    const { types, notes } = await made({ ...files, "node_modules/shop/package.json": changed, "list.json": listed });
    expect(types).not.toContain("import");
    expect(types).toContain("export interface Order {");
    expect(notes).toEqual(note === undefined ? [] : [expect.stringContaining(note)]);
  });

  it("keep their names apart from one's own", async () => {
    const mine = { title: "Order", type: "object", properties: { of: { $ref: "shop/order.json" } } };
    const { types } = await made({ ...(await shopFiles()), "schemas/own.schema.json": mine });
    const [, local] = /import type \{ Order as (\w+) \} from "shop";/.exec(types) ?? [];
    expect(types).toContain(`export interface Order {\n  of?: ${local};\n}`);
  });

  it("are found through what the module passes on", async () => {
    const files = await shopFiles("export * from './more.js';");
    const more = "export type { Order as Order, OrderLine } from './made/types.js';";
    expect((await made({ ...files, "node_modules/shop/more.d.ts": more })).types).toContain(importing);
  });

  it("are there for the names of a union of them", async () => {
    const tagged = (title: string) => ({
      title,
      type: "object",
      required: ["is"],
      properties: { is: { const: title } },
    });
    const kinds = await emit(setOf({ "a.schema.json": tagged("A"), "b.schema.json": tagged("B") }), [
      "types",
      "schemas",
    ]);
    const folder = await temporaryFolder({
      "schemas/u.schema.json": { title: "U", oneOf: [{ $ref: "kinds/a.json" }, { $ref: "kinds/b.json" }] },
    });
    for (const [path, text] of kinds) await writeInto(folder, `node_modules/kinds/${path}`, text);
    const manifest = { name: "kinds", types: "types.ts", "email-events": { types: { kinds: "types.json" } } };
    await writeInto(folder, "node_modules/kinds/package.json", {
      ...manifest,
      exports: { "./*.json": "./*.schema.json" },
    });
    await generate({ schemas: join(folder, "schemas"), out: join(folder, "out"), emit: ["names"] });
    expect(await readFile(join(folder, "out/types.ts"), "utf8")).toContain(
      'import type { A, B } from "kinds";\nexport type { A, B };',
    );
    expect(await readFile(join(folder, "out/names.ts"), "utf8")).toContain("import type { A, B }");
  });
});
