import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseJson } from "./parse-json.ts";

const parse = (text: string) => parseJson(Buffer.from(text));
const codesOf = (text: string): readonly string[] => {
  const result = parse(text);
  return result.ok ? [] : result.issues.map(({ code, pointer }) => `${code} ${pointer}`);
};

describe("parseJson", () => {
  it("returns what JSON.parse returns, for any JSON", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), fc.constantFrom(undefined, 1, "\t"), (json, indent) => {
        fc.pre(!json.includes("__proto__"));
        const text = JSON.stringify(JSON.parse(json), undefined, indent);
        expect(parse(text)).toEqual({ ok: true, value: JSON.parse(text) });
      }),
    );
  });

  it("takes strings that look like the end of a key", () => {
    const value = { a: 'say "hello": then', "b:": ['":', "\\"], c: '\\":' };
    expect(parse(JSON.stringify(value))).toEqual({ ok: true, value });
  });

  it.each([
    ['{"a":1,"a":2}', ["duplicate_key /a"]],
    ['{"a":1,"\\u0061":2}', ["duplicate_key /a"]],
    ['{"a" : 1,\n"a"\t:2}', ["duplicate_key /a"]],
    ['{"x":[{},{"a/b":1,"a/b":1}]}', ["duplicate_key /x/1/a~1b"]],
    ['{"a":{"b":1,"b":1},"a":{}}', ["duplicate_key /a/b", "duplicate_key /a"]],
    ['[["a:",{"k\\\\":1,"k\\\\":":"}]]', ["duplicate_key /0/1/k\\"]],
    ['{"__proto__":{"x":1}}', ["proto_key /__proto__"]],
    ['{"a":[{"__prot\\u006f__":1}]}', ["proto_key /a/0/__proto__"]],
    ["", ["json "]],
    ["{", ["json "]],
    ["nul", ["json "]],
    ['{"a":1}{"a":1}', ["json "]],
    ["\u{feff}{}", ["json "]],
  ])("refuses %s", (text, codes) => {
    expect(codesOf(text)).toEqual(codes);
  });

  it("finds any key that comes twice", () => {
    const key = fc.string({ minLength: 1, maxLength: 5, unit: "grapheme" }).filter((text) => text !== "__proto__");
    fc.assert(
      fc.property(fc.uniqueArray(key, { minLength: 1, maxLength: 8 }), fc.json(), fc.nat(), (keys, value, pick) => {
        fc.pre(!value.includes("__proto__"));
        const twice = [...keys, keys[pick % keys.length] ?? ""];
        const body = twice.map((name) => `${JSON.stringify(name)}:${value}`).join(",");
        expect(codesOf(`[{${body}}]`)).toHaveLength(1);
      }),
    );
  });

  it("keeps what it refuses out of Object.prototype", () => {
    parse('{"__proto__":{"polluted":true}}');
    expect("polluted" in {}).toBe(false);
  });

  it.each([
    ["[", "]"],
    ['{"a":', "}"],
  ])("refuses %s nested 100,000 deep without overflowing", (open, close) => {
    expect(codesOf(`${open.repeat(100_000)}1${close.repeat(100_000)}`)).toEqual(["nesting "]);
  });

  it("takes 100 levels and refuses 101", () => {
    expect(codesOf("[".repeat(100) + "]".repeat(100))).toEqual([]);
    expect(codesOf("[".repeat(101) + "]".repeat(101))).toEqual(["nesting "]);
  });

  it("refuses bytes that are not UTF-8", () => {
    const result = parseJson(Buffer.from([0x22, 0xff, 0x22]));
    expect(result.ok ? [] : result.issues.map(({ code }) => code)).toEqual(["utf8"]);
  });

  it("repeats nothing of the text", () => {
    const result = parse('{"email":"ada@example.com" oops}');
    expect(JSON.stringify(result)).not.toContain("ada");
    expect(result).toMatchObject({ ok: false, issues: [{ code: "json" }] });
  });
});
