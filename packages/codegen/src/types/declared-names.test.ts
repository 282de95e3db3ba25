import type { SchemaSet } from "@email-events/json-schema";
import { setOf } from "@email-events/json-schema/testing";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { emit } from "../emit.ts";
import { emitTypes } from "./emit-types.ts";
import { complaintsOf } from "./testing/complaints.ts";

const object = (name: string) => ({ type: "object", required: [name], properties: { [name]: { type: "number" } } });

/** A set in which each type has a property that no other has. */
const setWith = (titles: readonly string[]): SchemaSet =>
  setOf(
    Object.fromEntries(
      titles.map((title, index) => {
        const shape = index % 2 === 0 ? object(`p${index}`) : { anyOf: [object(`p${index}`), object(`p${index}`)] };
        return [`s${index}.schema.json`, { title, ...shape }];
      }),
    ),
  );

/** What only compiles when each guard asserts the type of the schema that it judges. */
const useOf = (titles: readonly string[], set: SchemaSet): string => {
  const names = set.roots.map((root) => set.nameOf(root));
  const lines = titles.map((_, index) => {
    const name = names[set.roots.findIndex(({ file }) => file === `s${index}.schema.json`)];
    return `export const p${index} = (value: unknown): number => (guards.is${name}(value) ? value.p${index} : 0);`;
  });
  return ['import * as guards from "./validators.js";', ...lines].join("\n");
};

const complaintsAbout = async (titles: readonly string[]): Promise<readonly string[]> => {
  const set = setWith(titles);
  const files = await emit(set, ["types", "validators"], { validators: "js" });
  const texts = { "types.ts": files.get("types.ts") ?? "", "validators.d.ts": files.get("validators.d.ts") ?? "" };
  return complaintsOf({ ...texts, "use.ts": useOf(titles, set) });
};

describe("the names of declared types", () => {
  it.each([
    [["Foo", "Foo 1", "Foo2"]],
    [["Foo", "Foo 2", "Foo 1", "Foo 11", "Foo 21"]],
    [["No Name", "No Name 1", "Thing", "Thing1"]],
  ])("are those that guards assert: %j", async (titles) => {
    expect(await complaintsAbout(titles)).toEqual([]);
  });

  it("are those that guards assert, whatever numbers the titles have", async () => {
    const title = fc.tuple(
      fc.constantFrom("Foo", "Bar", "Foo Bar", "foo"),
      fc.constantFrom("", "1", "2", " 1", "11", "_1"),
    );
    const key = ([word, number]: readonly [string, string]): string =>
      (word + number).replaceAll(/[ _]/g, "").toLowerCase();
    const titles = fc.uniqueArray(title, { minLength: 2, maxLength: 6, selector: key });
    await fc.assert(
      fc.asyncProperty(titles, async (parts) => {
        expect(await complaintsAbout(parts.map((part) => part.join("")))).toEqual([]);
      }),
      { numRuns: 8 },
    );
  });

  it("are written as they are where json-schema-to-typescript has others", async () => {
    const base = { title: "Base", ...object("a"), description: "The base." };
    const heir = {
      title: "Heir",
      type: "object",
      allOf: [{ $ref: "base.schema.json" }],
      properties: { b: { const: 1 } },
    };
    const set = setOf({ "base.schema.json": base, "heir.schema.json": heir });
    const odd: SchemaSet = { ...set, nameOf: (node) => `${set.nameOf(node)}_x1y` };
    expect(await emitTypes(odd)).toContain(
      "/**\n * The base.\n */\nexport interface Base_x1y {\n  a: number;\n}\n\nexport interface Heir_x1y extends Base_x1y {\n  b?: 1;\n}\n",
    );
  });

  it("name each base once", async () => {
    const twice = { title: "Foo", type: "object", allOf: [{ $ref: "b.schema.json" }, { $ref: "b.schema.json" }] };
    const types = await emitTypes(setOf({ "a.schema.json": twice, "b.schema.json": { title: "Bar", ...object("b") } }));
    expect(types).toContain("export interface Foo extends Bar {");
  });
});
