import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readSchemaText } from "@email-events/json-schema";
import { format } from "prettier";
import { afterAll, describe, expect, it } from "vitest";
import { generate } from "../generate.ts";
import { makeInMemory, type InMemory } from "./index.ts";

const folder = mkdtempSync(join(tmpdir(), "in-memory-"));
afterAll(() => rmSync(folder, { recursive: true }));

const file = "schema.json";

const inMemory = (text: string): InMemory => makeInMemory(readSchemaText(text, file).documents);

/** Generates from a text as the program does; returns the file of types. */
const generated = async (text: string): Promise<string> => {
  const schemas = join(folder, file);
  const out = join(folder, "out");
  writeFileSync(schemas, text);
  await generate({ schemas, out, emit: ["types", "validators"] });
  return readFileSync(join(out, "types.ts"), "utf8");
};

const refused: readonly (readonly [string, string])[] = [
  ["nothing", ""],
  ["a word", "type"],
  ["half a text", '{"type": "object",\n  "properties": {'],
  ["a comma too many", '{"type": "object",}'],
  ["YAML", "type: object\n"],
  ["a number", "7"],
  ["a list", "[]"],
  ["a text", '"x"'],
  ["a keyword twice", '{"type": "string", "type": "number"}'],
  ["an unknown keyword", '{"typ": "string"}'],
  ["an unknown type", '{"type": "text"}'],
  ["a reference to another host", '{"$ref": "https://example.com/other.json"}'],
  ["a reference to a file", '{"$ref": "./other.json"}'],
  ["a reference to a package", '{"$ref": "package:@email-events/core/schemas/airship/event.json"}'],
  ["a reference to nowhere", '{"$ref": "#/$defs/missing"}'],
  ["references in a circle", '{"$ref": "#/$defs/a", "$defs": {"a": {"$ref": "#"}}}'],
  ["100,000 levels", `${'{"not":'.repeat(100_000)}{}${"}".repeat(100_000)}`],
  ["a pattern that isn't one", '{"pattern": "("}'],
  ["a pattern that backtracks", '{"pattern": "^(a+)+$"}'],
  ["a key that is a pattern that backtracks", '{"patternProperties": {"^(a|a)*$": {}}}'],
  ["more than 10 MB", `{"description": "${"x".repeat(10 * 1024 * 1024)}"}`],
  ["half a surrogate pair", '{"title": "\\ud800"}'],
  ["several mistakes", '{"properties": {"a": {"typ": 1}, "b": {"minLength": -1}, "c": {"pattern": "["}}}'],
];

const generatedFrom: readonly (readonly [string, string])[] = [
  ["true", "true"],
  ["false", "false"],
  ["a byte order mark", "\uFEFF{}"],
  [
    "a schema that contains itself",
    '{"title": "Tree", "properties": {"of": {"type": "array", "items": {"$ref": "#"}}}}',
  ],
  ["a property __proto__", '{"properties": {"__proto__": {"type": "string"}}, "required": ["__proto__"]}'],
  ["a definition __proto__", '{"$ref": "#/$defs/__proto__", "$defs": {"__proto__": {"type": "string"}}}'],
  ["draft-04", '{"$schema": "http://json-schema.org/draft-04/schema#", "minimum": 1, "exclusiveMinimum": true}'],
  ["a pattern for old engines", String.raw`{"type": "string", "pattern": "^[\\w\\-\\_]+$"}`],
  [
    "200 properties",
    JSON.stringify({
      properties: Object.fromEntries(Array.from({ length: 200 }, (_, at) => [`p${at}`, { type: "string" }])),
    }),
  ],
  ["markup and ends of comments", '{"title": "A", "description": "</script> */ `${1}` \u2028", "const": "*/"}'],
];

describe("what is made of a text in memory", () => {
  it.each(refused)("is refused with the words of the program: %s", async (_name, text) => {
    const theirs: unknown = await generated(text).catch((error: unknown) => error);
    expect(theirs).toBeInstanceOf(Error);
    expect(() => inMemory(text)).toThrow(theirs instanceof Error ? theirs.message : "");
  });

  it.each(generatedFrom)("has the types of the program: %s", async (_name, text) => {
    const { declarations, head } = inMemory(text);
    const laidOut = await format(`${head}\n${declarations}`, { filepath: "types.ts", printWidth: 120 });
    expect(laidOut).toBe(await generated(text));
  });

  it("has a validator that runs", () => {
    const [root] = inMemory('{"title": "Opened", "required": ["id"], "properties": {"id": {"minLength": 1}}}').roots;
    expect(root?.name).toBe("Opened");
    expect(root?.validator.is({ id: "a" })).toBe(true);
    expect(root?.validator.issuesOf({ ID: "a" })).toEqual([
      { pointer: "/id", code: "required", expected: "a value", received: "nothing", hint: expect.any(String) },
    ]);
  });

  it("says where a text stops being JSON", () => {
    const text = '{\n  "type": oops\n}';
    expect(() => inMemory(text)).toThrow(expect.objectContaining({ offset: text.indexOf("oops") }));
    expect(() => inMemory(text)).toThrow("line 2, column 11");
  });
});
