import { convertDocument, refusalOf } from "@email-events/json-schema/testing";
import { describe, expect, it } from "vitest";
import { validatorOf } from "../testing/validator-of.ts";

const convert = (schema: unknown): unknown => convertDocument(schema, { dialect: "2020-12" });

const text = { type: "string" };

describe("a reference through a keyword that no dialect knows", () => {
  it.each<[string, unknown]>([
    [
      "a group of definitions",
      { $ref: "#/definitions/3/env", definitions: { 3: { env: text, vars: { minLength: "no" } } } },
    ],
    ["a group in a group", { $ref: "#/$defs/a/b/c", $defs: { a: { b: { c: text } } } }],
    ["a keyword of the root", { $ref: "#/components/schemas/Text", components: { schemas: { Text: text } } }],
    ["a vendor's keyword", { $ref: "#/x-types/0", "x-types": [text] }],
    ["a place that refers on", { $ref: "#/types/a", types: { a: { allOf: [{ $ref: "#/types/b" }] }, b: text } }],
    [
      "a group beside a part with its own address",
      { $ref: "#/types/a", types: { a: text }, $defs: { b: { $id: "b", $ref: "#/$defs/c", $defs: { c: text } } } },
    ],
    [
      "a schema with its own address",
      { $ref: "#/types/a", types: { a: { $id: "a", $ref: "#/$defs/c", $defs: { c: text } } } },
    ],
    ["a group beside examples with an id", { $ref: "#/types/a", types: { a: text }, examples: [{ id: "a" }] }],
    ["a name that must be encoded", { $ref: "#/types/a%20b~1c", types: { "a b/c": text } }],
    ["a name that is taken", { $ref: "#/$defs/a/b", $defs: { a: { b: text }, "a b": { type: "number" } } }],
  ])("leads to %s", (_, schema) => {
    const { is } = validatorOf(convert(schema));
    expect([is("a"), is(1)]).toEqual([true, false]);
  });

  it.each<[string, unknown, readonly string[]]>([
    ["it alone", { $ref: "#/components/schemas/Text", components: { schemas: { Text: text } } }, ["Text"]],
    [
      "it alone, in any script",
      { $ref: "#/components/schemas/Прайс", components: { schemas: { Прайс: text } } },
      ["Прайс"],
    ],
    ["where it stands, if it isn't among schemas", { $ref: "#/x-types/0", "x-types": [text] }, ["x types 0"]],
    [
      "where it stands, if the name is taken",
      {
        $ref: "#/components/schemas/Text",
        components: { schemas: { Text: text } },
        $defs: { Text: { type: "number" } },
      },
      ["Text", "components schemas Text"],
    ],
  ])("names what it leads to after %s", (_, schema, names) => {
    expect(convert(schema)).toHaveProperty("$defs", Object.fromEntries(names.map((name) => [name, expect.anything()])));
  });

  it("leads to a schema that refers to itself", () => {
    const { is } = validatorOf(
      convert({
        $ref: "#/types/list",
        types: { list: { properties: { next: { $ref: "#/types/list" } }, required: ["a"] } },
      }),
    );
    expect([is({ a: 1, next: { a: 1 } }), is({ a: 1, next: {} })]).toEqual([true, false]);
  });

  it.each<[string, unknown]>([
    ["what nothing refers to", { types: { a: text } }],
    ["what is no schema", { $ref: "#/types/a", types: { a: 1 } }],
    ["what isn't there", { $ref: "#/types/b", types: { a: text } }],
    [
      "what is in a part with its own address",
      { $ref: "#/$defs/b/types/a", $defs: { b: { $id: "b", types: { a: text } } } },
    ],
    [
      "a reference from a part with its own address",
      { types: { a: text }, $defs: { b: { $id: "b", $ref: "#/types/a" } } },
    ],
    ["constants", { $ref: "#/enum/0", enum: [text] }],
    ["data that looks like a reference", { const: { $ref: "#/types/a" }, types: { a: text } }],
  ])("leaves %s as it is, and refused", (_, schema) => {
    expect(convert(schema)).toEqual(schema);
    expect(refusalOf(() => validatorOf(convert(schema)))).toBeDefined();
  });
});
