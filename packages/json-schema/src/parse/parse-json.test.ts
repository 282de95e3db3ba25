import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { refusalOf } from "../testing/schemas.ts";
import { parseJson } from "./parse-json.ts";

const parse = (text: string): unknown => parseJson(text, "a.json");

const parsed = (text: string): unknown => {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return "refused";
  }
};

describe("parseJson", () => {
  it("reads every JSON document as JSON.parse does", () => {
    fc.assert(
      fc.property(fc.json({ stringUnit: "binary", maxDepth: 3 }), (text) => {
        expect(parse(text)).toEqual(JSON.parse(text));
      }),
    );
  }, 30_000);

  it("refuses what JSON.parse refuses, whatever was changed in a document", () => {
    const noise = fc.constantFrom(...Array.from('{}[]",:\\ntfu0-+.eE1 \t\u0000\u00a0x'));
    const edits = fc.array(fc.tuple(fc.nat(), fc.nat(1), noise), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.json({ maxDepth: 3 }), edits, (text, changes) => {
        const edited = changes.reduce((before, [place, cut, put]) => {
          const at = place % (before.length + 1);
          return before.slice(0, at) + put + before.slice(at + cut);
        }, text);
        let own: unknown;
        const refusal = refusalOf(() => (own = { value: parse(edited) }));
        const isStricter = refusal !== undefined && !refusal.message.includes("this isn't JSON");
        if (!isStricter && edited.trim() !== "") expect(refusal ? "refused" : own).toEqual(parsed(edited));
      }),
    );
  }, 30_000);

  it.each([
    ["nothing", "", "", "this file is empty"],
    ["blanks alone", "\uFEFF \n", "", "this file is empty"],
    ["an end too early", '{"a": [1,\n 2', "", "this isn't JSON: it ends too early at line 2, column 3"],
    ["text without an end", '{"a": "b', "", "this isn't JSON: unexpected character at line 1, column 7"],
    ["something after the document", "{} {}", "", "line 1, column 4"],
    ["a comment", "{\n  // why\n}", "", "line 2, column 3"],
    ["a byte order mark inside", '{"a": \uFEFF1}', "", "line 1, column 7"],
    ["a property twice", '{"a": {"b": 1, "b": 2}}', "/a", 'duplicate property "b"'],
    ["a property twice, written in two ways", '{"b": 1, "\\u0062": 2}', "", 'duplicate property "b"'],
    ["half of a pair", '{"a": ["\\ud800"]}', "/a/0", "an unpaired surrogate"],
    ["half of a pair as a name", '{"a": {"\\udc00x": 1}}', "/a", "an unpaired surrogate"],
    ["a number beyond all numbers", '{"const": [1, -1e400]}', "/const/1", "this number is too large for JavaScript"],
    ["nesting too deep", `${"[".repeat(100_000)}${"]".repeat(100_000)}`, "/0".repeat(256), "more than 256 levels"],
  ])("refuses %s, and says where", (_, text, pointer, words) => {
    const refusal = refusalOf(() => parse(text));
    expect(refusal).toMatchObject({ file: "a.json", pointer });
    expect(refusal?.message).toContain(words);
  });

  it("quotes nothing of what it can't read", () => {
    for (const text of ["root:x:0:0:secret", '{"a": secret}', '{"secret', '["secret" "secret"]', "secret\u0000"]) {
      expect(refusalOf(() => parse(text))?.message).not.toContain("secret");
    }
  });

  it("keeps a property that is called like a prototype", () => {
    const value = parse('{"__proto__": {"a": 1}, "hasOwnProperty": 2}') as object;
    expect(Object.keys(value)).toEqual(["__proto__", "hasOwnProperty"]);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  it("reads a text of millions of characters", () => {
    expect(parse(`"${"a\\n\\\\".repeat(1_000_000)}"`)).toHaveLength(3_000_000);
  });
});
