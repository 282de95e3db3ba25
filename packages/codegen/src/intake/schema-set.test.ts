import { refusalOf, setOf, setOfOne } from "@email-events/json-schema/testing";
import { describe, expect, it } from "vitest";
import { validatorOf } from "../testing/validator-of.ts";

const draft07 = "http://json-schema.org/draft-07/schema#";

/** What is refused in `thing.schema.json`: each with the pointer that the error names, and words from its message. */
const refused: readonly (readonly [string, unknown, string, string])[] = [
  ["an unknown keyword", { properties: { a: { minimun: 1 } } }, "/properties/a/minimun", "isn't supported in 2020-12"],
  ["a keyword of another draft", { dependencies: {} }, "/dependencies", "isn't supported in 2020-12"],
  [
    "a later keyword in draft-07",
    { $schema: draft07, prefixItems: [{}] },
    "/prefixItems",
    "isn't supported in draft-07",
  ],
  ["an unknown dialect", { $schema: "https://json-schema.org/draft/2019-09/schema" }, "/$schema", "should be one of"],
  ["a schema that is no object", { properties: { a: 1 } }, "/properties/a", "a schema is an object, true or false"],
  ["a value of the wrong shape", { minLength: -1 }, "/minLength", "a whole number from 0 up"],
  ["a bound beyond all numbers", { maximum: Infinity }, "/maximum", "a number"],
  ["no constants", { enum: [] }, "/enum", "a list of one or more values"],
  ["examples that are no list", { examples: 1 }, "/examples", "should be a list"],
  ["a type that isn't one", { type: "text" }, "/type", "one or more of array"],
  ["a repeated name in required", { required: ["a", "a"] }, "/required", "different property names"],
  ["a format that is no name", { format: 1 }, "/format", "the name of a format"],
  ["a pattern that isn't one", { pattern: "(" }, "/pattern", "isn't: ("],
  ["a pattern of another language", { pattern: "\\Z" }, "/pattern", "valid under the u flag"],
  ["a pattern that backtracks badly", { pattern: "^(a+)+$" }, "/pattern", "--allow-pattern with this place: ^(a+)+$"],
  ["such a pattern of property names", { patternProperties: { "(a|a)*b": {} } }, "/patternProperties", "doubles"],
  ["a reference to nowhere", { $ref: "#/$defs/none" }, "/$ref", "no schema found at #/$defs/none"],
  ["a reference to another site", { $ref: "https://example.com/a.json" }, "/$ref", "never fetched"],
  ["a reference to what is no schema", { $ref: "#/properties", properties: {} }, "/$ref", "no schema found at"],
  ["a reference in a circle", { $ref: "#" }, "/$ref", "is circular"],
  ["a circle through allOf", { allOf: [{ anyOf: [{ $ref: "#" }] }] }, "/allOf/0/anyOf/0/$ref", "is circular"],
  ["an anchor that isn't one", { $anchor: "1st" }, "/$anchor", "a plain name"],
  ["two anchors of one name", { $anchor: "a", not: { $anchor: "a" } }, "/not/$anchor", "is already used by"],
];

describe("createSchemaSet", () => {
  it.each(refused)("refuses %s, with file and pointer", (_, schema, pointer, words) => {
    const refusal = refusalOf(() => setOfOne(schema));
    expect(refusal).toMatchObject({ file: "thing.schema.json", pointer });
    expect(refusal?.message).toContain(`thing.schema.json#${pointer}: `);
    expect(refusal?.message).toContain(words);
  });

  it("takes every format in annotate mode", () => {
    expect(refusalOf(() => setOfOne({ format: "colour" }, { formats: "annotate" }))).toBeUndefined();
  });

  it("takes recursion with an object between", () => {
    expect(refusalOf(() => setOfOne({ properties: { child: { $ref: "#" } } }))).toBeUndefined();
  });

  it("follows references by path, by $id and by anchor, across files", () => {
    const set = setOf({
      "a.schema.json": {
        properties: {
          path: { $ref: "./parts/b.schema.json" },
          id: { $ref: "https://example.com/c" },
          anchor: { $ref: "https://example.com/c#leaf" },
          anchorByPath: { $ref: "c.schema.json#leaf" },
          definition: { $ref: "parts/b.schema.json#/$defs/inner" },
        },
      },
      "c.schema.json": { $id: "https://example.com/c", $defs: { leaf: { $anchor: "leaf", type: "null" } } },
      "parts/b.schema.json": { $defs: { inner: { type: "string" } } },
    });
    const root = set.roots[0]!;
    const lead = (ref: string): string => {
      const { file, pointer } = set.resolve(root, ref);
      return `${file}#${pointer}`;
    };
    expect(lead("./parts/b.schema.json")).toBe("parts/b.schema.json#");
    expect(lead("https://example.com/c")).toBe("c.schema.json#");
    expect(lead("https://example.com/c#leaf")).toBe("c.schema.json#/$defs/leaf");
    expect(lead("c.schema.json#leaf")).toBe("c.schema.json#/$defs/leaf");
    expect(lead("parts/b.schema.json#/$defs/inner")).toBe("parts/b.schema.json#/$defs/inner");
  });

  it("gives one declaration to the same definition of two library files, and two to different ones", () => {
    const library = (inner: unknown) => ({ properties: { p: { $ref: "#/$defs/Part" } }, $defs: { Part: inner } });
    const documents = {
      "own.schema.json": { properties: { a: { $ref: "lib/a.json" }, b: { $ref: "lib/b.json" } } },
    };
    const names = (a: unknown, b: unknown): readonly string[] => {
      const files = new Map<string, unknown>([
        ["node_modules/lib/a.json", library(a)],
        ["node_modules/lib/b.json", library(b)],
      ]);
      const set = setOf(documents, { library: files });
      return set.declared.map((node) => set.nameOf(node)).toSorted();
    };
    expect(names({ type: "string" }, { type: "string" })).toEqual(["A", "B", "Own", "Part"]);
    expect(names({ type: "string" }, { type: "number" })).toEqual(["A", "APart", "B", "BPart", "Own"]);
  });

  const lists = (item: string) => ({
    properties: { next: { $ref: "#" }, x: { $ref: "#/$defs/item" } },
    $defs: { item: { title: "Item", type: item } },
  });
  const trees = (item: string) => ({
    properties: { branches: { type: "array", items: { $ref: "#/$defs/branch" } } },
    $defs: { branch: { properties: { tree: { $ref: "#" }, leaf: { $ref: "#/$defs/item" } } }, item: { type: item } },
  });
  const mixed = (type: string) => ({
    $schema: draft07,
    dependencies: { a: ["b"], c: { properties: { c: { type } } } },
  });
  const dynamic = (type: string) => ({
    properties: { x: { $dynamicRef: "#x" } },
    $defs: { x: { $anchor: "x", type } },
  });

  /** What two library files declare that have the same title. */
  const declaredBy = (one: object, other: object): readonly string[] => {
    const refs = { a: { $ref: "a.json" }, b: { $ref: "b.json" } };
    const library = new Map(
      Object.entries({ "a.json": one, "b.json": other }).map(([file, schema]) => [
        file,
        { title: "Wrap", type: "object", ...schema },
      ]),
    );
    const set = setOf({ "own.schema.json": { type: "object", properties: refs } }, { library });
    return set.declared.map((node) => set.nameOf(node)).filter((name) => name.endsWith("Wrap"));
  };

  it.each([
    ["what they refer to", lists],
    ["what stands far below", trees],
    ["a property called $id", (type: string) => ({ properties: { $id: { type } } })],
    ["a property called $defs", (type: string) => ({ properties: { $defs: { type } } })],
    ["a schema among lists of names", mixed],
  ])("takes two library schemas of one name for one only where they agree in %s", (_, schema) => {
    expect(declaredBy(schema("string"), schema("string"))).toEqual(["Wrap"]);
    expect(declaredBy(schema("string"), schema("number"))).toEqual(["AWrap", "BWrap"]);
  });

  it("keeps library schemas apart whose references depend on the way to them", () => {
    expect(declaredBy(dynamic("string"), dynamic("string"))).toEqual(["AWrap", "BWrap"]);
  });

  it("has validators tell apart what library files call by one name", () => {
    const wrap = (type: string) => ({ title: "Wrap", type: "object", ...lists(type) });
    const library = new Map([
      ["a.json", wrap("string")],
      ["b.json", wrap("number")],
    ]);
    const own = { type: "object", properties: { a: { $ref: "a.json" }, b: { $ref: "b.json" } } };
    const { is } = validatorOf(own, { library });
    expect(is({ a: { x: "s" }, b: { x: 1, next: { x: 2 } } })).toBe(true);
    expect(is({ a: { x: "s" }, b: { x: "s" } })).toBe(false);
    expect(is({ a: { x: "s" }, b: { next: { x: "s" } } })).toBe(false);
  });
});
