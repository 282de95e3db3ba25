import type { SourceDialect } from "@email-events/json-schema";
import { convertDocument } from "@email-events/json-schema/testing";
import { describe, expect, it } from "vitest";
import { validatorOf } from "../testing/validator-of.ts";

const draft07 = "http://json-schema.org/draft-07/schema#";
const latest = "https://json-schema.org/draft/2020-12/schema";

const convert = (schema: unknown, dialect: SourceDialect = "2020-12", hidesContains = false): unknown =>
  convertDocument(schema, { dialect, hidesContains });

describe("convertDocument", () => {
  it.each([
    ["draft-04", "http://json-schema.org/draft-04/schema#", draft07],
    ["draft-04 without a fragment", "http://json-schema.org/draft-04/schema", draft07],
    ["draft-04 with https", "https://json-schema.org/draft-04/schema#", draft07],
    ["draft-04's hyper-schema", "http://json-schema.org/draft-04/hyper-schema#", draft07],
    ["draft-06", "http://json-schema.org/draft-06/schema#", draft07],
    [
      "draft-07 with https and a fragment",
      "https://json-schema.org/draft-07/schema#",
      "https://json-schema.org/draft-07/schema#",
    ],
    ["draft-07 with an empty path", "http://json-schema.org/draft-07/schema#/", draft07],
    ["2019-09", "https://json-schema.org/draft/2019-09/schema", latest],
    ["2019-09 with http and a fragment", "http://json-schema.org/draft/2019-09/schema#", latest],
    ["2020-12 with http", "http://json-schema.org/draft/2020-12/schema", latest],
    ["a vendor's", "https://example.com/our-metaschema", latest],
    ["the newest draft", "https://json-schema.org/schema", latest],
    ["one that isn't read", "http://json-schema.org/draft-03/schema#", "http://json-schema.org/draft-03/schema#"],
    ["what is no text", 1, 1],
  ])("names the dialect that is left of %s", (_, $schema, expected) => {
    expect(convert({ $schema, type: "object" })).toEqual({ $schema: expected, type: "object" });
  });

  it.each<[string, SourceDialect, unknown, unknown]>([
    ["id", "draft-04", { id: "a.json" }, { $id: "a.json" }],
    ["an anchor by id", "draft-04", { definitions: { a: { id: "#a" } } }, { definitions: { a: { $id: "#a" } } }],
    ["properties called id", "draft-04", { properties: { id: { id: "x" } } }, { properties: { id: { $id: "x" } } }],
    ["an exclusive bound", "draft-04", { minimum: 1, exclusiveMinimum: true }, { exclusiveMinimum: 1 }],
    ["an inclusive bound", "draft-04", { maximum: 1, exclusiveMaximum: false }, { maximum: 1 }],
    ["a boolean beside no bound", "draft-04", { exclusiveMaximum: true }, {}],
    ["a bound of draft-06", "draft-04", { minimum: 1, exclusiveMinimum: 2 }, { minimum: 1, exclusiveMinimum: 2 }],
    [
      "schemas beside $ref",
      "draft-04",
      { $ref: "#/definitions/a", definitions: { a: { id: "#b" } } },
      { $ref: "#/definitions/a", definitions: { a: { $id: "#b" } } },
    ],
    [
      "constants",
      "draft-04",
      { enum: [{ id: 1, exclusiveMinimum: true }] },
      { enum: [{ id: 1, exclusiveMinimum: true }] },
    ],
    [
      "dependencies",
      "draft-04",
      { dependencies: { a: ["b"], c: { id: "c" } } },
      { dependencies: { a: ["b"], c: { $id: "c" } } },
    ],
    ["nullable", "openapi-3.0", { type: "string", nullable: true }, { type: ["string", "null"] }],
    ["nullable: false", "openapi-3.0", { type: "string", nullable: false }, { type: "string" }],
    [
      "nullable without a type",
      "openapi-3.0",
      { nullable: true, allOf: [{ $ref: "a.json" }] },
      { allOf: [{ $ref: "a.json" }] },
    ],
    [
      "nullable below",
      "openapi-3.0",
      { properties: { a: { type: "integer", nullable: true } } },
      { properties: { a: { type: ["integer", "null"] } } },
    ],
    [
      "a property called nullable",
      "openapi-3.0",
      { properties: { nullable: { type: "boolean" } } },
      { properties: { nullable: { type: "boolean" } } },
    ],
    ["an example", "openapi-3.0", { example: null }, { examples: [null] }],
    [
      "annotations",
      "openapi-3.0",
      { discriminator: { propertyName: "k" }, xml: {}, externalDocs: {}, format: "int32" },
      {},
    ],
    ["its bounds", "openapi-3.0", { minimum: 0, exclusiveMinimum: true }, { exclusiveMinimum: 0 }],
    ["a text that says what is deprecated", "draft-07", { deprecated: "use b" }, { deprecated: true }],
    ["escapes that the u flag refuses", "draft-07", { pattern: "^[a\\_\\-]+\\%]$" }, { pattern: "^[a_\\-]+%\\]$" }],
  ])("converts %s of %s", (_, dialect, schema, expected) => {
    expect(convert(schema, dialect)).toEqual({ $schema: draft07, ...(expected as object) });
  });

  it.each([
    ["lists of items", { items: [{}, true], additionalItems: false }, { prefixItems: [{}, true], items: false }],
    ["items beside which nothing counts", { items: {}, additionalItems: false }, { items: {} }],
    [
      "items, and no references to them",
      { $defs: { a: { items: [{ type: "null" }] } }, $ref: "#/$defs/a/items/0" },
      { $defs: { a: { prefixItems: [{ type: "null" }] } }, $ref: "#/$defs/a/items/0" },
    ],
    [
      "dependencies",
      { dependencies: { a: ["b"], c: { items: [true] } } },
      { dependentRequired: { a: ["b"] }, dependentSchemas: { c: { prefixItems: [true] } } },
    ],
    [
      "recursion",
      { $recursiveAnchor: true, items: { $recursiveRef: "#" } },
      { $dynamicAnchor: "recursive-anchor", items: { $dynamicRef: "#recursive-anchor" } },
    ],
    ["recursion without an anchor", { items: { $recursiveRef: "#" } }, { items: { $ref: "#" } }],
    [
      "recursion in a part with an address",
      { $recursiveAnchor: true, $defs: { a: { $id: "a", not: { $recursiveRef: "#" } } } },
      { $dynamicAnchor: "recursive-anchor", $defs: { a: { $id: "a", not: { $ref: "#" } } } },
    ],
  ])("converts %s of 2019-09", (_, schema, expected) => {
    const $schema = "https://json-schema.org/draft/2019-09/schema";
    expect(convert({ $schema, ...schema })).toEqual({ $schema: latest, ...expected });
  });

  describe.each(["2020-12", "2019-09"] as const)("unevaluated parts of %s", (dialect) => {
    const [keeps, renames] = [(schema: object) => schema, (_: object, renamed: object) => renamed];
    it.each([
      ["alone", { properties: { a: true } }, { additionalProperties: false }, renames],
      ["next to a negation", { not: { required: ["a"] } }, { additionalProperties: false }, renames],
      ["next to a base", { allOf: [true] }, {}, keeps],
      ["next to a reference", { $ref: "#/$defs/a", $defs: { a: true } }, {}, keeps],
      ["next to what may have evaluated all", { additionalProperties: true }, {}, keeps],
    ])("are the others: properties %s", (_, beside, other, expected) => {
      const schema = { ...beside, unevaluatedProperties: false };
      expect(convert(schema, dialect)).toEqual(expected(schema, { ...beside, ...other }));
    });

    it.each([
      ["alone", { minItems: 1 }, { items: false }, renames],
      ["next to a choice", { anyOf: [{ minItems: 2 }] }, {}, keeps],
      ["next to what it contains", { contains: true }, {}, keeps],
    ])("are the others: items %s", (_, beside, other, expected) => {
      const schema = { ...beside, unevaluatedItems: false };
      expect(convert(schema, dialect)).toEqual(expected(schema, { ...beside, ...other }));
    });
  });

  it("splits dependencies in 2020-12, where validators take them still", () => {
    expect(convert({ dependencies: { a: ["b"] } })).toEqual({ dependentRequired: { a: ["b"] } });
  });

  it("keeps items seen only by contains of 2019-09 unevaluated", () => {
    const schema = { contains: { type: "string" }, unevaluatedItems: { type: "number" } };
    const { is } = validatorOf(convert(schema, "2019-09", true));
    expect([is(["a"]), is([1, "a"]), is([1])]).toEqual([false, false, false]);
    expect(validatorOf(schema).is([1, "a"])).toBe(true);
  });

  it("reads a schema with its own $schema inside a document of another draft", () => {
    const old = { $schema: "http://json-schema.org/draft-04/schema#", id: "old", minimum: 1, exclusiveMinimum: true };
    const { is } = validatorOf(convert({ properties: { a: old } }));
    expect([is({ a: 1 }), is({ a: 2 })]).toEqual([false, true]);
  });

  it("leaves out annotations that are named, and no keyword that the dialect has", () => {
    const isAnnotation = (keyword: string): boolean => keyword !== "colour";
    const schema = { minLength: 1, vendor: 1, colour: 1, properties: { vendor: { vendor: 1 } } };
    expect(convertDocument(schema, { dialect: "2020-12", isAnnotation })).toEqual({
      minLength: 1,
      colour: 1,
      properties: { vendor: {} },
    });
  });

  it.each([
    [null],
    [[1]],
    ["a"],
    [true],
    [{ properties: [] }],
    [{ allOf: {} }],
    [{ items: 1 }],
    [{ dependencies: 1 }],
    [{ unevaluatedItems: [{}] }],
    [{ unevaluatedProperties: 1 }],
    [{ id: 1 }],
  ])("leaves %j as it is, for the checks to refuse", (document) => {
    const root = typeof document === "object" && document !== null && !Array.isArray(document) ? document : undefined;
    for (const dialect of ["2020-12", "2019-09", "draft-06"] as const) {
      const $schema = dialect === "draft-06" && root ? { $schema: draft07 } : {};
      expect(convert(document, dialect)).toEqual(root ? { ...$schema, ...root } : document);
    }
  });

  it("keeps a property called __proto__ a property", () => {
    const schema: unknown = JSON.parse('{"properties":{"__proto__":{"minimum":1,"exclusiveMinimum":true}}}');
    const { is } = validatorOf(convert(schema, "draft-04"));
    expect([is(JSON.parse('{"__proto__":1}')), is(JSON.parse('{"__proto__":2}'))]).toEqual([false, true]);
  });
});
