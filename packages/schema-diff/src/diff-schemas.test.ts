import { fileURLToPath } from "node:url";
import { readSchemas } from "@email-events/json-schema/testing";
import { describe, expect, it } from "vitest";
import { diffSchemas } from "./diff-schemas.ts";

const folder = (files: Readonly<Record<string, unknown>>) => new Map(Object.entries(files));

const said = (was: Readonly<Record<string, unknown>>, is: Readonly<Record<string, unknown>>): readonly string[] =>
  diffSchemas(folder(was), folder(is)).map(
    ({ file, pointer, change, breakingFor, bump }) => `${bump} ${breakingFor} ${change} ${file}#${pointer}`,
  );

const ours = await readSchemas(fileURLToPath(new URL("../../../schemas", import.meta.url)));

/** Our schemas with one file replaced. */
const edited = (file: string, edit: (text: string) => string): ReadonlyMap<string, unknown> => {
  const text = JSON.stringify(ours.get(file));
  const changed: unknown = JSON.parse(edit(text));
  expect(JSON.stringify(changed)).not.toBe(text);
  return new Map([...ours, [file, changed]]);
};

describe("diffSchemas on folders", () => {
  const text = { type: "string" };
  const base = { type: "object", properties: { id: text }, required: ["id"] };
  const event = { allOf: [{ $ref: "./base.schema.json" }], properties: { a: text } };

  it("says a change of a shared piece once, where it stands", () => {
    const was = { "base.schema.json": base, "one.schema.json": event, "two.schema.json": event };
    const is = { ...was, "base.schema.json": { ...base, properties: { id: { ...text, minLength: 1 } } } };
    expect(said(was, is)).toEqual(["major producer bound-tightened base.schema.json#/properties/id/minLength"]);
  });

  it("says that property names differ, whether more or fewer are allowed", () => {
    const [was, is] = [{}, { propertyNames: { maxLength: 9 } }].map((schema) => folder({ "a.schema.json": schema }));
    const details = [diffSchemas(was!, is!), diffSchemas(is!, was!)].flat().map(({ detail }) => detail);
    expect(details).toEqual(Array.from({ length: 2 }, () => "different property names are allowed"));
  });

  it("compares resolved meanings when a reference leads elsewhere", () => {
    const was = { "base.schema.json": base, "event.schema.json": event };
    const is = {
      "base.schema.json": base,
      "event.schema.json": { ...event, allOf: [{ $ref: "./other.schema.json" }] },
      "other.schema.json": { type: "object", properties: { id: text } },
    };
    expect(said(was, is)).toEqual([
      "major consumer required-removed event.schema.json#",
      "minor nobody schema-added other.schema.json#",
    ]);
  });

  it("follows $id and $anchor, and never leaves the folder", () => {
    const was = {
      "a.schema.json": { $id: "https://example.com/a", $ref: "b#name" },
      "b.schema.json": { $id: "https://example.com/b", $defs: { n: { $anchor: "name", ...text } } },
    };
    const is = { ...was, "a.schema.json": { $id: "https://example.com/a", ...text } };
    expect(said(was, is)).toEqual(["patch nobody rewritten a.schema.json#"]);
  });

  it("tells a file that moved from one that went and one that came", () => {
    const named = { title: "Mail opened", ...text };
    expect(said({ "a.schema.json": named }, { "b/a.schema.json": named })).toEqual([
      "major both schema-moved b/a.schema.json#",
    ]);
    expect(said({ "a.schema.json": named }, { "b.schema.json": { title: "Mail seen", ...text } })).toEqual([
      "major both schema-removed a.schema.json#",
      "minor nobody schema-added b.schema.json#",
    ]);
  });

  it("takes a definition that became a file of the same type for moved, but no file that became a definition", () => {
    const inside = { "a.schema.json": { ...event, allOf: [{ $ref: "#/$defs/base" }], $defs: { base } } };
    const outside = { "a.schema.json": event, "base.schema.json": base };
    expect(said(inside, outside).toSorted()).toEqual([
      "minor nobody schema-added base.schema.json#",
      "patch nobody definition-moved base.schema.json#",
      "patch nobody rewritten a.schema.json#",
    ]);
    expect(said(inside, { ...outside, "base.schema.json": { ...base, required: ["id", "a"] } })).toContain(
      "major producer required-added base.schema.json#/required",
    );
    expect(said(outside, inside)).toContain("major both schema-removed base.schema.json#");
    expect(said(inside, { ...outside, "base.schema.json": { title: "Other", ...base } })).toContain(
      "major both definition-removed a.schema.json#/$defs/base",
    );
  });

  it.each([
    [{ $ref: "#" }],
    [{ allOf: [{ $ref: "#" }] }],
    [{ anyOf: [{ $ref: "#" }, text] }],
    [{ oneOf: [{ $ref: "#" }, { not: { $ref: "#" } }] }],
    [{ not: { $ref: "#" } }],
    [{ if: { $ref: "#" } }],
    [{ $ref: "#/$defs/a", $defs: { a: { $ref: "#/$defs/b" }, b: { $ref: "#/$defs/a" } } }],
  ])("ends on the circle %j, and doesn't call its change compatible", (circle) => {
    const changes = diffSchemas(
      folder({ "a.schema.json": circle }),
      folder({ "a.schema.json": { ...circle, ...text } }),
    );
    expect(changes.some(({ bump }) => bump === "major")).toBe(true);
  });

  it("ends on trees of trees", () => {
    const tree = (leaf: object) => ({
      $ref: "#/$defs/tree",
      $defs: {
        tree: { anyOf: [leaf, { type: "array", items: { $ref: "#/$defs/branch" } }] },
        branch: { type: "object", properties: { left: { $ref: "#/$defs/tree" }, right: { $ref: "#/$defs/branch" } } },
      },
    });
    expect(said({ "a.schema.json": tree(text) }, { "a.schema.json": tree({ type: ["string", "null"] }) })).toEqual([
      "major consumer type-widened a.schema.json#/$defs/tree/anyOf/0/type",
    ]);
  });

  it("takes values that aren't schemas for unknown", () => {
    expect(said({ "a.schema.json": 1 }, { "a.schema.json": 2 })).toEqual([
      "major both unsupported-keyword a.schema.json#",
    ]);
  });
});

describe("diffSchemas on our own schemas", { timeout: 60_000 }, () => {
  it("finds nothing where nothing changed", () => {
    expect(diffSchemas(ours, ours)).toEqual([]);
  });

  it("finds no semantic change in a schema whose base is merged into it", () => {
    const merged = edited("semantic/email-opened.schema.json", (schema) =>
      schema.replace(
        '[{"$ref":"./track-call.schema.json"}]',
        '[{"allOf":[{"$ref":"./track-call.schema.json"}]},{"$ref":"./identity.schema.json"}]',
      ),
    );
    expect(diffSchemas(ours, merged).map(({ change, bump }) => `${bump} ${change}`)).toEqual(["patch rewritten"]);
  });

  it("names a value that is no longer taken, in the one file that says so", () => {
    const fewer = edited("semantic/context.schema.json", (schema) => schema.replace('"browser","server"', '"browser"'));
    const changes = diffSchemas(ours, fewer);
    expect(new Set(changes.map(({ file }) => file))).toEqual(new Set(["semantic/context.schema.json"]));
    expect(changes.map(({ change, breakingFor }) => `${change} ${breakingFor}`)).toContain(
      "enum-value-removed producer",
    );
  });

  it("lets a new optional property of every semantic event be a minor change", () => {
    const more = edited("semantic/email-properties.schema.json", (schema) =>
      schema.replace('"properties":{', '"properties":{"coupon_code":{"type":"string"},'),
    );
    expect(diffSchemas(ours, more).map(({ change, pointer, bump }) => `${bump} ${change} ${pointer}`)).toEqual([
      "minor property-added /properties/coupon_code",
    ]);
  });
});
