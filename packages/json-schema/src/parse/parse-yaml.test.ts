import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse as parseWithLibrary, stringify } from "yaml";
import { refusalOf } from "../testing/schemas.ts";
import { maxYamlCharacters } from "./limits.ts";
import { parseYaml } from "./parse-yaml.ts";

const parse = (text: string): unknown => parseYaml(text, "a.schema.yaml");

const refused = (text: string): string => refusalOf(() => parse(text))?.message ?? "not refused";

describe("parseYaml", () => {
  it.each([
    [
      "a schema",
      "type: object\nrequired: [a]\nproperties:\n  a: { type: string }\n",
      { type: "object", required: ["a"], properties: { a: { type: "string" } } },
    ],
    ["JSON", '{"type":"object"}', { type: "object" }],
    ["words that older YAML took for true", "enum: [yes, no, on, off, ~]", { enum: ["yes", "no", "on", "off", null] }],
    ["a day, which is text", "const: 2026-03-09", { const: "2026-03-09" }],
    [
      "names that look like numbers",
      "properties:\n  200: {}\n  1.50: {}\n  true: {}",
      { properties: { "200": {}, "1.50": {}, true: {} } },
    ],
    [
      "an alias",
      "$defs: { a: &a { type: string } }\nitems: *a",
      { $defs: { a: { type: "string" } }, items: { type: "string" } },
    ],
    ["an anchor that is used again", "a: &x 1\nb: &y [*x]\nc: &x 2\nd: [*y, *x]", { a: 1, b: [1], c: 2, d: [[1], 2] }],
    ["a merge key", "<<: { a: 1 }", { a: 1 }],
    [
      "a merge key of an alias",
      "a: &a { b: 1, c: 2 }\nd: { <<: *a, e: 3 }",
      { a: { b: 1, c: 2 }, d: { b: 1, c: 2, e: 3 } },
    ],
    [
      "a quoted << and one with a tag as properties",
      `a: { "<<": 1 }\nb: { !!str <<: 2 }`,
      { a: { "<<": 1 }, b: { "<<": 2 } },
    ],
    ["a byte order mark", "\uFEFFtype: string", { type: "string" }],
    ["a text over several lines", "description: |\n  a\n  b\n", { description: "a\nb\n" }],
    ["true", "true", true],
  ])("reads %s", (_, text, expected) => {
    expect(parse(text)).toEqual(expected);
  });

  it("reads a property called __proto__ as a property", () => {
    expect(JSON.stringify(parse("__proto__: { a: 1 }"))).toBe('{"__proto__":{"a":1}}');
  });

  // As https://yaml.org/type/merge.html has it; the library, which doesn't count nor refuse what we do, agrees.
  it.each([
    [
      "properties of the mapping win, whether before or after it",
      "x: { a: 1, <<: { a: 2, b: 2, c: 2 }, b: 3 }",
      { a: 1, b: 3, c: 2 },
    ],
    ["earlier mappings of a list win", "x: { <<: [{ a: 1 }, { a: 2, b: 2 }, { b: 3, c: 3 }] }", { a: 1, b: 2, c: 3 }],
    ["aliases in a list", "y: [&p { a: 1 }, &q { a: 2, b: 2 }]\nx: { <<: [*q, *p] }", { a: 2, b: 2 }],
    ["an alias of a list", "y: &p [{ a: 1 }, { b: 2 }]\nx: { <<: *p }", { a: 1, b: 2 }],
    ["merges in what is merged", "x: { <<: { <<: { a: 1, b: 1 }, b: 2 }, c: 3 }", { a: 1, b: 2, c: 3 }],
    ["values aren't merged below the first level", "x: { <<: { a: { b: 1 } }, a: { c: 2 } }", { a: { c: 2 } }],
    ["an empty list merges nothing", "x: { <<: [], a: 1 }", { a: 1 }],
  ])("merges: %s", (_, text, expected) => {
    expect((parse(text) as { x: unknown }).x).toEqual(expected);
    expect((parseWithLibrary(text, { merge: true }) as { x: unknown }).x).toEqual(expected);
  });

  it("merges a property called __proto__ as a property", () => {
    expect(JSON.stringify(parse("<<: { __proto__: { a: 1 } }"))).toBe('{"__proto__":{"a":1}}');
  });

  it.each([
    ["nothing", " \n", "this file is empty"],
    ["a second document", "a: 1\n---\nb: 2\n", "a second document begins at line 2"],
    ["a property twice", "a: { b: 1, b: 2 }", 'a.schema.yaml#/a: duplicate property "b"'],
    [
      "a property twice in what is merged",
      "a: { <<: [{ b: 1, b: 2 }] }",
      'a.schema.yaml#/a/<</0: duplicate property "b"',
    ],
    ["two merge keys", "a: { <<: { b: 1 }, <<: { c: 2 } }", 'a.schema.yaml#/a: duplicate property "<<"'],
    ["a merge of text", "a: { <<: secret }", 'a.schema.yaml#/a: "<<" takes a mapping or a list of mappings; quote'],
    ["a merge of nothing", "a: { <<: }", '"<<" takes a mapping'],
    ["a merge of a list of lists", "a: { <<: [[{ b: 1 }]] }", '"<<" takes a mapping'],
    ["a tag of its own", "a: !secret x", "a tag that isn't one of JSON's types at line 1, column 4"],
    ["bytes", "a: !!binary aGk=", "JSON has no such value"],
    ["a number that JSON lacks", "a: [.nan]", "a.schema.yaml#/a/0: JSON has no such number"],
    ["a number beyond all", "a: 1e999", "JSON has no such number"],
    ["a name that is a list", "? [a]\n: 1", "a property name here isn't a string"],
    ["half of a pair", 'a: "\\ud800"', "a.schema.yaml#/a: a string here has an unpaired surrogate"],
    ["an alias to nothing", "a: *b", "alias to nothing|leads to nothing"],
    ["an alias that holds itself", "a: &a [*a]", "nested more than 256 levels"],
    ["what is deeper than a schema", `${"- ".repeat(400)}a`, "nested more than 256 levels"],
    ["what is deeper than the stack", "[".repeat(5_000), "isn't YAML|nested"],
    ["an indentation that would end the process", "- ".repeat(50_000), "indented by 1,000"],
    ["a file that takes too long to read", `a: ${"x".repeat(maxYamlCharacters)}`, "larger than 1 MB; write it as JSON"],
    ["text without an end", 'a: "secret', "unexpected text at line 1"],
  ])("refuses %s, and quotes none of it", (_, text, words) => {
    expect(refused(text)).toMatch(new RegExp(words.replaceAll(/[()[\]]/g, "\\$&")));
    expect(refused(text)).not.toContain("secret");
  });

  it("refuses aliases that together would grow beyond bounds", () => {
    const line = (name: string, inner: string): string => `${name}: &${name} [${Array(10).fill(inner).join(",")}]\n`;
    const names = ["a", "b", "c", "d", "e", "f", "g", "h"];
    expect(
      refused(names.map((name, index) => line(name, index === 0 ? "x" : `*${names[index - 1]}`)).join("")),
    ).toContain("with its aliases expanded, this has more than 500000 values");
  });

  it("refuses merges that together would grow beyond bounds", () => {
    const line = (name: string, inner: string): string =>
      `${name}: &${name} { <<: [${Array(10).fill(inner).join(",")}] }\n`;
    const names = ["a", "b", "c", "d", "e", "f", "g", "h"];
    expect(
      refused(names.map((name, index) => line(name, index === 0 ? "{ x: 1 }" : `*${names[index - 1]}`)).join("")),
    ).toContain("with its aliases expanded, this has more than 500000 values");
  });

  it("reads whatever JSON can say as JSON does", () => {
    const json = fc.jsonValue({ maxDepth: 2 });
    fc.assert(
      fc.property(json, (value) => {
        const plain: unknown = JSON.parse(JSON.stringify(value));
        expect(parse(stringify(plain))).toEqual(plain);
        expect(parse(JSON.stringify(plain))).toEqual(plain);
      }),
      { numRuns: 40 },
    );
  });
});
