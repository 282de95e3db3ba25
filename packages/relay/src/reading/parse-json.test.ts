import { gzipSync } from "node:zlib";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseJson } from "./parse-json.ts";

const parse = (text: string) => parseJson(Buffer.from(text));
const codesOf = (text: string): readonly string[] => {
  const result = parse(text);
  return result.status === "valid" ? [] : result.issues.map(({ code, pointer }) => `${code} ${pointer}`);
};

describe("parseJson", () => {
  it("returns what JSON.parse returns, for any JSON", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), fc.constantFrom(undefined, 1, "\t"), (json, indent) => {
        fc.pre(!json.includes("__proto__"));
        const text = JSON.stringify(JSON.parse(json), undefined, indent);
        expect(parse(text)).toEqual({ status: "valid", value: JSON.parse(text) });
      }),
    );
  });

  it("takes strings that look like the end of a key", () => {
    const value = { a: 'say "hello": then', "b:": ['":', "\\"], c: '\\":' };
    expect(parse(JSON.stringify(value))).toEqual({ status: "valid", value });
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
    expect(result.status === "valid" ? [] : result.issues.map(({ code }) => code)).toEqual(["utf8"]);
  });

  it("says of gzip that couldn't be unpacked that it is damaged", () => {
    const issue = { pointer: "", code: "gzip", expected: "JSON", received: "damaged gzip" };
    expect(parseJson(Buffer.concat([gzipSync("{}"), Buffer.of(1)]))).toEqual({ status: "invalid", issues: [issue] });
  });

  it("takes the character that stands for such bytes elsewhere", () => {
    expect(parse('{"a":"\ufffd","b":"\u00e9\u{1f600}"}')).toEqual({
      status: "valid",
      value: { a: "\ufffd", b: "\u00e9\u{1f600}" },
    });
  });

  it("repeats nothing of the text", () => {
    const result = parse('{"email":"ada@example.com" oops}');
    expect(JSON.stringify(result)).not.toContain("ada");
    expect(result).toMatchObject({ status: "invalid", issues: [{ code: "json" }] });
  });

  it("takes half a surrogate pair in an escape", () => {
    for (const half of ["\\ud800", "\\udc00", "a\\ud83d"]) {
      expect(parse(`{"a":"${half}","${half}":1}`)).toMatchObject({ status: "valid" });
    }
    expect(parseJson(Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]))).toMatchObject({ status: "invalid" });
  });

  it.each([
    ["1.00000000000000001", 2 ** 53],
    ["-1.00000000000000001", -(2 ** 53)],
    ["100000000000000.0000000001", 2 ** 53],
    ["4503599627370497.5", 2 ** 53],
    ["12345.00000000000000000001e-1", 1234.5],
    ["123450.00000000000000000001e-1", 2 ** 53],
    ["1e-400", 2 ** 53],
    ["9007199254740992.5", 2 ** 53],
    ["9007199254740993", 2 ** 53],
    ["1e21", 1e21],
    ["1.5e1", 15],
    ["9007199254740991", 2 ** 53 - 1],
    ["1.00000000000000000", 1],
    ["1234567890123450e-1", 123_456_789_012_345],
    ["0.0000000000000000", 0],
    ["37.774929499999998", 37.7749295],
  ])("makes no other whole number of %s", (number, value) => {
    const text = `{"a":{"id" :\n${number}},"b":"1.00000000000000001 \\"1e-400"}`;
    expect(parse(text)).toEqual({ status: "valid", value: { a: { id: value }, b: '1.00000000000000001 "1e-400' } });
  });

  it.each([
    ["an element", "[1.00000000000000001]", [2 ** 53]],
    ["a later element", '{"a":[1,\n 1e-400]}', { a: [1, 2 ** 53] }],
    ["an element of a list in a list", '{"a":[[],[-1.00000000000000001]]}', { a: [[], [-(2 ** 53)]] }],
    ["a member of an object in a list", '{"a":[{"b":1.00000000000000001}]}', { a: [{ b: 2 ** 53 }] }],
    ["the text of an element", '["1.00000000000000001",", 1e-400"]', ["1.00000000000000001", ", 1e-400"]],
  ])("reads %s as it reads a member, whatever stands beside it", (_, text, value) => {
    expect(parse(text)).toEqual({ status: "valid", value });
    const list = `[${text},{"b":1.00000000000000001}]`;
    expect(parse(list)).toEqual({ status: "valid", value: [value, { b: 2 ** 53 }] });
  });

  it("makes a safe whole number of nothing but that number, however it is written", () => {
    const digits = fc.bigInt({ min: 0n, max: 10n ** 20n }).map(String);
    fc.assert(
      fc.property(digits, fc.nat(30), fc.integer({ min: -30, max: 30 }), (whole, point, exponent) => {
        const padded = whole.padStart(point + 1, "0");
        const mantissa = `${padded.slice(0, padded.length - point)}.${padded.slice(padded.length - point)}0`;
        const number = `${BigInt(mantissa.split(".")[0] ?? "")}.${mantissa.split(".")[1]}e${exponent}`;
        const result = parse(`{"id":${number}}`);
        const value = result.status === "valid" ? Object.values(Object(result.value))[0] : undefined;
        // whole * 10^(exponent - point), as a fraction of two whole numbers
        const scale = exponent - point;
        const [above, below] =
          scale < 0 ? [BigInt(whole), 10n ** BigInt(-scale)] : [BigInt(whole) * 10n ** BigInt(scale), 1n];
        if (Number.isSafeInteger(value)) expect(BigInt(Number(value)) * below).toBe(above);
        else expect(value).toBeTypeOf("number");
      }),
      { numRuns: 1_000 },
    );
  });
});
