import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { fieldsOf } from "@email-events/json-schema";
import { diffSchemas } from "./diff-schemas.ts";

const metaschemas = fileURLToPath(new URL("../../json-schema/metaschemas/", import.meta.url));

const read = (file: string): unknown => JSON.parse(readFileSync(`${metaschemas}${file}`, "utf8"));

const said = (was: ReadonlyMap<string, unknown>, is: ReadonlyMap<string, unknown>): readonly string[] =>
  diffSchemas(was, is).map(({ change, pointer, detail }) => `${change} ${pointer}: ${detail}`);

const withProperty = (schema: unknown, name: string): unknown => {
  const fields = fieldsOf(schema);
  return {
    ...Object.fromEntries(fields ?? []),
    properties: { ...Object.fromEntries(fieldsOf(fields?.get("properties")) ?? []), [name]: {} },
  };
};

/** A dialect of draft-07, as vendors make them: it describes anew what holds schemas, and adds keywords of its own. */
const dialect = (more: object): unknown => {
  const own = { $ref: "#" };
  const lists = { type: "array", items: own };
  const maps = { type: "object", additionalProperties: own };
  return {
    allOf: [{ $ref: "./draft-07.schema.json" }],
    properties: {
      items: { anyOf: [own, { type: "array", minItems: 1, items: own }] },
      allOf: lists,
      oneOf: lists,
      anyOf: lists,
      not: own,
      properties: maps,
      patternProperties: maps,
      additionalProperties: own,
      propertyNames: own,
      contains: own,
      discriminator: { type: "string" },
      externalDocs: { type: "object", properties: { url: { type: "string" } } },
      ...more,
    },
  };
};

describe("the work of a diff", { timeout: 60_000 }, () => {
  it("is enough for the schema of draft-07, whose definitions refer to it", () => {
    const [was, is] = [read("draft-07.json"), withProperty(read("draft-07.json"), "x")].map(
      (schema) => new Map([["draft-07.schema.json", schema]]),
    );
    expect(was && is && said(was, is)).toEqual(['property-added /properties/x: "x" was added']);
  });

  it("is enough for the schemas of 2020-12, which refer to each other", () => {
    const files = readdirSync(`${metaschemas}2020-12`);
    const was = new Map(files.map((file) => [`${file}.schema.json`, read(`2020-12/${file}`)]));
    expect(said(was, new Map(was))).toEqual([]);
  });

  it("is enough for a dialect of draft-07 that refers to itself at every turn", () => {
    const folder = (more: object) =>
      new Map([
        ["draft-07.schema.json", read("draft-07.json")],
        ["dialect.schema.json", dialect(more)],
      ]);
    const was = folder({ deprecated: { type: "boolean" } });
    const is = folder({ deprecated: { type: "boolean" }, tags: { type: "array", items: { type: "string" } } });
    expect(said(was, is)).toEqual(['property-added /properties/tags: "tags" was added']);
    expect(said(was, folder({ deprecated: { type: ["boolean", "string"] } }))).toEqual([
      "type-widened /properties/deprecated/type: was boolean, is boolean or string",
    ]);
  });
});
