import { describe, expect, it } from "vitest";
import { refusalOf, setOf, setOfOne } from "./testing/schemas.ts";
import { sourceDialects } from "./dialects/source-dialect.ts";
import { readSchemaText } from "./read/read-text.ts";
import { SchemaError, SchemaErrors } from "./schema-error.ts";
import { createSchemaSet } from "./schema-set.ts";
import type { SchemaSetOptions } from "./schema-set-options.ts";

/** The places of all that is refused. */
const placesOf = (documents: Readonly<Record<string, unknown>>, options?: SchemaSetOptions): readonly string[] => {
  const refusal = refusalOf(() => setOf(documents, options));
  if (refusal === undefined) return [];
  const errors = refusal instanceof SchemaErrors ? refusal.errors : [refusal];
  return errors.map(({ file, pointer }) => `${file}#${pointer}`);
};

const slow = "^(a+)+$";

describe("what is refused", () => {
  it("is all that is wrong with the keywords and references of all files, in one error", () => {
    const documents = {
      "a.schema.json": { colour: 1, properties: { b: { minLength: -1, not: { type: "text" } }, c: 1 } },
      "b.schema.json": { pattern: "(", items: { $ref: "#/$defs/none" }, not: { $ref: "https://a.test/x" } },
    };
    expect(placesOf(documents)).toEqual([
      "a.schema.json#/colour",
      "a.schema.json#/properties/b/minLength",
      "a.schema.json#/properties/b/not/type",
      "a.schema.json#/properties/c",
      "b.schema.json#/pattern",
      "b.schema.json#/items/$ref",
      "b.schema.json#/not/$ref",
    ]);
  });

  it("is each wrong address and each circle, at the keyword that has it", () => {
    const $defs = {
      a: { $id: "#a" },
      b: { $id: "b.json#b" },
      c: { $id: "http://[" },
      d: { $anchor: "d" },
      e: { $anchor: "d", $ref: "#/$defs/none" },
    };
    expect(placesOf({ "a.schema.json": { $defs } })).toEqual([
      "a.schema.json#/$defs/a/$id",
      "a.schema.json#/$defs/b/$id",
      "a.schema.json#/$defs/c/$id",
      "a.schema.json#/$defs/e/$anchor",
      "a.schema.json#/$defs/e/$ref",
    ]);
    const root = (name: string) => ({ $id: `https://a.test/${name}`, $dynamicAnchor: "n", $ref: "c" });
    const circles = { ...root("c"), $ref: "#", anyOf: [{ $dynamicRef: "#n" }] };
    expect(placesOf({ "a.schema.json": root("a"), "b.schema.json": root("b"), "c.schema.json": circles })).toEqual([
      "c.schema.json#/$ref",
      "c.schema.json#/anyOf/0/$dynamicRef",
    ]);
  });

  it.each(["#a", "b.json#a"])("says what an $id with a fragment is for: %s", ($id) => {
    const refusal = refusalOf(() => setOfOne({ $ref: $id, $defs: { a: { $id } } }));
    expect(refusal?.message).toBe("thing.schema.json#/$defs/a/$id: an $id has no fragment; write it as $anchor");
  });

  it("is one error for one thing, with its place", () => {
    const refusal = refusalOf(() => setOfOne({ colour: 1 }));
    expect(refusal).not.toBeInstanceOf(SchemaErrors);
    expect(refusal?.message).toBe(
      "thing.schema.json#/colour: this keyword isn't supported in 2020-12; correct it, or if it is an annotation pass " +
        "--unknown-keywords annotate, or for it alone: --keyword colour",
    );
  });

  it.each([
    ["$recursiveRef", "#", "2019-09"],
    ["additionalItems", false, "draft-07 or 2019-09"],
    ["items", [{}], "draft-07 or 2019-09"],
    ["exclusiveMaximum", true, "draft-04 or openapi-3.0"],
    ["exclusiveMinimum", false, "draft-04 or openapi-3.0"],
    ["nullable", true, "openapi-3.0"],
  ])("is %s: %j in 2020-12, with the dialects that have it", (keyword, value, dialects) => {
    const schema = { properties: { a: { [keyword]: value } } };
    expect(refusalOf(() => setOfOne(schema))?.message).toMatch(
      new RegExp(String.raw`; if this file is in ${dialects}, say so by .*--dialect`),
    );
    for (const dialect of sourceDialects.filter((one) => dialects.includes(one))) {
      const { documents } = readSchemaText(JSON.stringify(schema), "a.schema.json", { dialect });
      expect(refusalOf(() => createSchemaSet(documents))).toBeUndefined();
    }
  });

  it("is prefixItems in draft-07, with the dialect that has it", () => {
    const $schema = "http://json-schema.org/draft-07/schema#";
    expect(refusalOf(() => setOfOne({ $schema, prefixItems: [{}] }))?.message).toMatch(/in 2020-12, say so by/);
  });

  it.each([
    ["not", []],
    ["exclusiveMinimum", "1"],
    ["nullable", 1],
  ])("names no dialect where none has it: %s: %j", (keyword, value) => {
    expect(refusalOf(() => setOfOne({ [keyword]: value }))?.message).not.toContain("say so");
  });

  it.each(["2019-09", "2020-12"])("is dependencies next to what replaced them in %s, with what to do", (draft) => {
    const $schema = `https://json-schema.org/draft/${draft}/schema`;
    for (const more of [{ dependentRequired: { a: ["c"] } }, { dependentSchemas: { a: { maxProperties: 1 } } }]) {
      const text = JSON.stringify({ $schema, properties: { b: { dependencies: { a: ["b"] }, ...more } } });
      expect(refusalOf(() => createSchemaSet(readSchemaText(text, "a.schema.json").documents))?.message).toBe(
        "a.schema.json#/properties/b/dependencies: validators differ on this keyword next to those that replaced it; " +
          "move its lists into dependentRequired and its schemas into dependentSchemas",
      );
    }
  });

  it.each([
    ["a file", "c.schema.json", "A.schema.json", "a.schema.json"],
    ["a file in a folder", "x/c.schema.json", "../X/b.schema.json", "b.schema.json"],
    ["a file above", "y/z/c.schema.json", "../../X/b.schema.json", "../../x/b.schema.json"],
    ["a file of a package", "x/c.schema.json", "shop/Sale.json#/$defs/Y", "shop/sale.json#/$defs/y"],
    ["a place of its own file", "c.schema.json", "#/$defs/Y", "#/$defs/y"],
    ["a place of another file", "c.schema.json", "a.schema.json#/$DEFS/Z%20z", "a.schema.json#/$defs/z z"],
  ])("names what a reference in other upper and lower case may mean: %s", (_, file, $ref, meant) => {
    const documents = {
      "a.schema.json": { $defs: { "z z": {} } },
      "x/b.schema.json": {},
      [file]: { $ref, $defs: { y: {} } },
    };
    const library = new Map([["node_modules/shop/sale.json", { $defs: { y: {} } }]]);
    const refusal = (ref: string) =>
      refusalOf(() => setOf({ ...documents, [file]: { ...documents[file], $ref: ref } }, { library }));
    expect(refusal($ref)?.message).toBe(`${file}#/$ref: no schema found at ${$ref}; did you mean ${meant}?`);
    expect(refusal(meant)).toBeUndefined();
  });

  it("says how a package's file is named", () => {
    const documents = { "x/c.schema.json": { $ref: "node_modules/shop/sale.json#/$defs/y" } };
    expect(refusalOf(() => setOf(documents))?.message).toMatch(
      /is named from the package: shop\/sale\.json#\/\$defs\/y$/,
    );
  });

  it("names nothing for a reference that is otherwise wrong", () => {
    expect(refusalOf(() => setOfOne({ $ref: "#/$defs/yy", $defs: { y: {} } }))?.message).toMatch(/at #\/\$defs\/yy$/);
  });

  it("ends where nobody would read on", () => {
    const keywords = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`k${index}`, 1]));
    expect(placesOf({ "a.schema.json": keywords })).toHaveLength(10_000);
  });
});

describe("references that follow each other deeper than the stack", () => {
  const links: Readonly<Record<string, (next: object) => object>> = {
    alone: (next) => next,
    "in allOf": (next) => ({ allOf: [next] }),
    "of properties": (next) => ({ type: "object", properties: { next } }),
    "of items": (next) => ({ type: "array", items: next }),
  };

  it.each(Object.entries(links))("are refused with the file: %s", (_, link) => {
    const chain = Array.from({ length: 20_000 }, (__, index) => [`d${index}`, link({ $ref: `#/$defs/d${index + 1}` })]);
    const $defs = { ...Object.fromEntries(chain), d20000: { type: "string" } };
    const refusal = refusalOf(() => setOfOne({ $ref: "#/$defs/d0", $defs }));
    expect(refusal).toBeInstanceOf(SchemaError);
    expect(refusal?.message).toContain("thing.schema.json: these schemas together are too deep or too large");
  });
});

describe("what is no demand", () => {
  it.each(["x-vendor", "X-Vendor", "markdownDescription", "meta:enum", "tsType", "example", "id"])(
    "includes the annotation %s, with any value, in any dialect",
    (keyword) => {
      for (const $schema of [
        "https://json-schema.org/draft/2020-12/schema",
        "http://json-schema.org/draft-07/schema#",
      ]) {
        const set = setOfOne({ $schema, [keyword]: { $ref: 1 }, properties: { a: { [keyword]: [] } } });
        expect(set.roots[0]?.schema).toEqual({ $schema, properties: { a: {} } });
      }
    },
  );

  it.each(["xvendor", "minlength", "instanceof", "typeof", "required:", "$recursiveRef", "nullable"])(
    "doesn't include %s, which may be a demand or a slip",
    (keyword) => {
      expect(placesOf({ "a.schema.json": { [keyword]: 1 } })).toEqual([`a.schema.json#/${keyword}`]);
    },
  );

  it("includes formats that validators don't check, with one note", () => {
    const format = (name: string) => ({ format: name });
    const documents = {
      "a.schema.json": {
        properties: { a: format("color"), b: format("color"), c: format("phone"), d: format("date") },
      },
    };
    expect(setOf(documents).notes).toEqual([
      'formats that validators don\'t check are annotations: "color" (a.schema.json#/properties/a/format and 1 more), ' +
        '"phone" (a.schema.json#/properties/c/format); --unknown-formats refuse rejects them',
    ]);
    expect(setOf(documents, { formats: "annotate" }).notes).toEqual([]);
    expect(placesOf(documents, { unknownFormats: "refuse" })).toHaveLength(3);
  });

  it("includes what draft-07 ignores beside $ref, with one note where that is no annotation", () => {
    const schema = {
      $schema: "http://json-schema.org/draft-07/schema#",
      definitions: { a: {} },
      properties: {
        a: { $ref: "#/definitions/a", description: "A", "x-a": 1 },
        b: { $ref: "#/definitions/a", minLength: 2, description: "B" },
        c: { $ref: "#/definitions/a", minLength: 3, default: 1 },
      },
    };
    expect(setOfOne(schema).notes).toEqual([
      "drafts up to 07 ignore keywords next to $ref: minLength (thing.schema.json#/properties/b/minLength and 1 more); " +
        "put them in allOf, or write the schema in 2020-12",
    ]);
  });
});

describe("a pattern that takes too long", () => {
  it("is taken where its place is allowed, with a note", () => {
    const schema = { properties: { a: { pattern: slow }, b: { patternProperties: { "(a|a)*b": {} } } } };
    const places = ["/properties/a/pattern", "/properties/b/patternProperties"];
    expect(placesOf({ "a.schema.json": schema })).toEqual(places.map((place) => `a.schema.json#${place}`));
    expect(placesOf({ "a.schema.json": schema }, { allowPatterns: places })).toEqual([]);
    const allowPatterns = places.map((place) => `a.schema.json#${place}`);
    const { notes } = setOf({ "a.schema.json": schema }, { allowPatterns });
    expect(notes).toEqual([expect.stringContaining("a.schema.json#/properties/a/pattern and 1 more")]);
    expect(placesOf({ "b.schema.json": schema }, { allowPatterns })).toHaveLength(2);
    expect(placesOf({ "a.schema.json": schema }, { allowPatterns: ["a.schema.json#"] })).toEqual([]);
    expect(placesOf({ "a.schema.json": schema }, { allowPatterns: ["/properties/a"] })).toEqual([
      places.map((place) => `a.schema.json#${place}`)[1],
    ]);
  });

  it("brings no other pattern along that isn't one", () => {
    const schema = { patternProperties: { [slow]: {}, "(": {} } };
    expect(placesOf({ "a.schema.json": schema }, { allowPatterns: ["/patternProperties"] })).toHaveLength(1);
  });

  it("stops nothing that runs no patterns", () => {
    const schema = { properties: { a: { pattern: slow }, b: { pattern: "(" } }, patternProperties: { [slow]: {} } };
    expect(placesOf({ "a.schema.json": schema }, { runsPatterns: false })).toEqual([]);
    expect(placesOf({ "a.schema.json": { pattern: 1 } }, { runsPatterns: false })).toHaveLength(1);
  });
});
