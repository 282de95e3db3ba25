import { createSchemaSet, metaschemas, readSchemaText } from "@email-events/json-schema";
import { describe, expect, it } from "vitest";
import { readSamples } from "../../../build/samples.ts";
import { noSettings } from "../../options/settings.ts";
import { schemaOfEvent } from "../schema-of-event.ts";
import { trySchema, type Trial } from "./try-schema.ts";

const text = (schema: unknown): string => JSON.stringify(schema, undefined, 2);

const tried = (schema: string, { before = "", value = "" } = {}): Trial => trySchema({ schema, before, value });

const opened = { title: "Opened", type: "object", required: ["id"], properties: { id: { type: "string" } } };

describe("trying a schema", () => {
  it("begins with a schema that stands alone, for every sample", async () => {
    for (const sample of readSamples()) {
      const { start } = await schemaOfEvent(sample.text, 1, noSettings);
      const { documents } = readSchemaText(start?.schema ?? "", "schema.json");
      expect(createSchemaSet(documents).roots).toHaveLength(1);
    }
  });

  // Each of them takes a while.
  const someSamples = readSamples().filter((_, index) => index % 4 === 0);

  it.each(someSamples)("begins with that of $vocabulary $name, which the sample keeps to", async (sample) => {
    const { start } = await schemaOfEvent(sample.text, 1, noSettings);
    const { schema = "", value = "" } = start ?? {};
    const { comparison, refusals, types = "", verdict } = trySchema({ schema, before: schema, value });
    expect(refusals).toEqual([]);
    expect(JSON.parse(value)).toEqual(JSON.parse(sample.text));
    expect(verdict).toEqual({ sentence: expect.stringMatching(/^The event is a valid \w+\.$/), issues: [] });
    expect(types).toMatch(
      new RegExp(`^export (?:interface|type) ${verdict?.sentence.slice("The event is a valid ".length, -1)} `, "m"),
    );
    expect(comparison).toMatchObject({ bumps: { both: "none" }, changes: [] });
    expect(schema.length).toBeLessThan(60_000);
  });

  it("has types, the verdict on the event with places, and the changes with bump and side", () => {
    const changed = {
      ...opened,
      properties: { ...opened.properties, id: { type: "integer" }, at: { type: "string" } },
    };
    const value = '{\n  "id": "a"\n}';
    const { comparison, sentence, types, verdict } = tried(text(changed), { before: text(opened), value });
    expect(sentence).toBe("1 type.");
    expect(types).toMatch(/export interface Opened \{[^]* id: number;\n {2}at\?: string;\n\}/);
    expect(verdict).toEqual({
      sentence: "The event has one issue as Opened.",
      issues: [
        {
          pointer: "/id",
          sentence: 'expected a whole number, received "a" (type)',
          place: { offset: 4, line: 2, column: 3 },
        },
      ],
    });
    expect(comparison?.bumps).toEqual({ both: "major", producer: "major", consumer: "major" });
    expect(comparison?.sentence).toBe("2 changes require a major version. 1 is breaking for producers or consumers.");
    expect(comparison?.changes.map(({ bump, change, pointer }) => [bump, change, pointer])).toEqual([
      ["major", "type-changed", "/properties/id/type"],
      ["minor", "property-added", "/properties/at"],
    ]);
  });

  it.each([
    ["{", "this isn't JSON: it ends too early at line 1, column 2"],
    ['{ "properties": { "a": [] } }', "a schema is an object, true or false (at /properties/a)"],
    ["type: string", "this looks like YAML, which the page doesn't read"],
  ])("says which of the two schemas can't be read: %s", (before, words) => {
    const { comparison, types } = tried(text(opened), { before });
    expect(types).toContain("export interface Opened");
    expect(comparison?.sentence).toContain(`The schema to compare with can't be read: ${words}`);
  });

  it("tells the roles apart", () => {
    const before = text({ enum: ["a", "b"] });
    expect(tried(text({ enum: ["a"] }), { before }).comparison?.bumps).toEqual({
      both: "major",
      producer: "major",
      consumer: "minor",
    });
    expect(tried(text({ enum: ["a", "b", "c"] }), { before }).comparison?.bumps).toEqual({
      both: "major",
      producer: "minor",
      consumer: "major",
    });
  });

  it("still compares a schema that nothing is generated from", () => {
    const { comparison, refusals, types } = tried('{"typ": "string"}', { before: "{}" });
    expect(types).toBeUndefined();
    expect(refusals).toMatchObject([{ pointer: "/typ", sentence: expect.stringContaining("isn't supported") }]);
    expect(comparison?.changes.length).toBe(1);
  });

  it("says at which line and column a text stops being JSON, and what is refused where", () => {
    expect(tried('{\n  "type": oops }').refusals).toMatchObject([{ place: { line: 2, column: 11 } }]);
    const { refusals, sentence } = tried('{ "properties": {\n "a": { "typ": 1 },\n "b": { "pattern": "(" } } }');
    expect(sentence).toBe("The schema is refused, for 2 reasons.");
    expect(refusals).toMatchObject([{ place: { line: 2 } }, { place: { line: 3 } }]);
    expect(refusals[1]?.pointer).toBe("/properties/b/pattern");
  });

  it("stays within bounds for a schema with 400 properties that all change, and for one with 400 mistakes", () => {
    const names = Array.from({ length: 400 }, (_, at) => `property_${at}`);
    const wide = (schema: unknown): string =>
      text({ title: "Wide", properties: Object.fromEntries(names.map((name) => [name, schema])) });
    const {
      comparison,
      types = "",
      verdict,
    } = tried(wide({ type: "string", description: "x".repeat(100) }), {
      before: wide({ type: "number" }),
      value: text(Object.fromEntries(names.map((name) => [name, 1]))),
    });
    expect(types).toMatch(/more characters\. All of it: npx @email-events\/codegen generate$/);
    expect(verdict?.issues).toHaveLength(20);
    expect(comparison?.changes).toHaveLength(100);
    expect(comparison?.more).toBe(700);
    expect(tried(wide({ type: "text" })).refusals).toHaveLength(50);
  });

  it("stays within bounds for names and texts of 100,000 characters, and hides nothing in them", () => {
    const long = `${"x".repeat(100_000)}\u202e`;
    const before = text({ title: long, properties: { [long]: { const: long } } });
    const wrong = text({ title: long, [long]: 1, required: [long, long], properties: { [long]: { type: long } } });
    for (const schema of [before, before.replace("const", "description"), wrong]) {
      const trial = tried(schema, { before, value: text({ [long]: 7, [`${long}y`]: long }) });
      const { types = "", ...others } = trial;
      expect(types.length).toBeLessThan(50_000);
      expect(JSON.stringify(others).length).toBeLessThan(50_000);
      expect(JSON.stringify(trial)).not.toContain("\u202e");
    }
  });

  it.each<[string, string, RegExp]>([
    ["100,000 levels", `${'{"not":'.repeat(100_000)}{}${"}".repeat(100_000)}`, /more than 256 levels deep/],
    ["a reference to another host", '{"$ref": "https://example.com/a.json"}', /no schema found at/],
    ["a slow pattern", '{"pattern": "^(a+)+$"}', /this pattern can take time/],
  ])("refuses %s in the words of the program", (_name, schema, sentence) => {
    expect(tried(schema).refusals).toMatchObject([{ sentence: expect.stringMatching(sentence) }]);
  });

  it.each([...metaschemas.keys()])("takes a reference to a metaschema, which the program has, too: %s", (address) => {
    const schema = { type: "object", properties: { of: { $ref: address } } };
    const value = text({ of: { type: "object", properties: { a: { type: "string" } } } });
    const { comparison, refusals, verdict } = tried(text(schema), { before: text(schema), value });
    expect(refusals).toEqual([]);
    expect(verdict?.sentence).toMatch(/^The event is a valid /);
    expect(comparison?.changes).toEqual([]);
  });

  it("validates by a metaschema, and by a part of one", () => {
    const ofSchema = text({ $ref: "https://json-schema.org/draft/2020-12/schema" });
    expect(tried(ofSchema, { value: '{"properties": {"a": {"type": "text"}}}' }).verdict?.issues).not.toEqual([]);
    const ofPart = text({ $ref: "http://json-schema.org/draft-07/schema#/definitions/nonNegativeInteger" });
    expect(tried(ofPart, { value: "1" }).verdict?.issues).toEqual([]);
    expect(tried(ofPart, { value: "-1" }).verdict?.issues).not.toEqual([]);
  });

  it.each([
    "type: object\n",
    "# An event.\n\n$schema: x\n",
    "---\na: &b {}\n",
    '"a b": 1',
    "openapi: 3.1.0",
    "a:\n  - b\n",
  ])("says how to make JSON of YAML: %j", (yaml) => {
    expect(tried(yaml).refusals).toEqual([{ pointer: "", sentence: expect.stringContaining("npx yaml --json") }]);
  });

  it.each(["{a: 1}", "[", "", "https://example.com/schema.json", "<html>"])(
    "doesn't call everything YAML that isn't JSON: %j",
    (other) => {
      expect(tried(other).refusals).toEqual([
        expect.not.objectContaining({ sentence: expect.stringContaining("YAML") }),
      ]);
    },
  );

  it("reads the bytes of a file, up to 10 MB of UTF-8", () => {
    const bytes = new TextEncoder().encode(text(opened));
    expect(trySchema({ schema: bytes, before: "", value: "{}" }).types).toContain("interface Opened");
    const refusalOf = (schema: Uint8Array): unknown => trySchema({ schema, before: "", value: "" }).refusals[0];
    expect(refusalOf(new Uint8Array(10 * 1024 * 1024 + 1))).toEqual({
      pointer: "",
      sentence: "this file is larger than 10 MB",
    });
    expect(refusalOf(new Uint8Array([0xff]))).toEqual({
      pointer: "",
      sentence: expect.stringMatching(/^this isn't UTF-8/),
    });
  });

  it.each<[string, string, RegExp]>([
    ["nothing", "  ", /no event to validate/],
    ["half an event", '{"id": ', /can't be read/],
    ["100,000 levels", `{"id":${"[".repeat(100_000)}${"]".repeat(100_000)}}`, /has one issue/],
    ["__proto__", '{"__proto__": {"id": "a"}}', /has one issue/],
    ["another value", "7", /has one issue/],
  ])("has a sentence on %s in place of an event", (_name, value, sentence) => {
    expect(tried(text(opened), { value }).verdict?.sentence).toMatch(sentence);
  });
});
