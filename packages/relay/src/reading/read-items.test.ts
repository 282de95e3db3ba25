import { gzipSync } from "node:zlib";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readItems } from "./read-items.ts";
import { read, show } from "../testing/read-text.ts";

describe("lines", () => {
  it("come with their number, without blank ones and carriage returns' sake", async () => {
    expect(show(await read('{"a":1}\r\n\n  \t\n{"b":2}\n\nnull'))).toEqual([
      [1, '{"a":1}'],
      [4, '{"b":2}'],
      [6, "null"],
    ]);
  });

  it("come out between any broken ones, the same however the bytes are cut", async () => {
    // No line begins with a quote: behind a line that holds a brace alone, it looks like one of a larger object.
    const part = fc.constantFrom("{", "ä", 'x"', "\n", "\r\n", "x", " ", "]", ",", "}", "1", "\\", "\u{feff}");
    const lines = fc.array(part, { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(lines, fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), async (parts, sizes) => {
        const text = `{"a":1}\n${parts.join("")}\n{"b":2}\n{"c":3}`;
        const items = show(await read(text));
        const count = text.split("\n").length;
        expect(items[0]).toEqual([1, '{"a":1}']);
        expect(items.at(-1)).toEqual([count, '{"c":3}']);
        expect(items.at(-2)).toEqual([count - 1, '{"b":2}']);
        expect(show(await read(text, sizes))).toEqual(items);
      }),
      { numRuns: 500 },
    );
  });

  it("over the limit are passed over, and the rest goes on", async () => {
    const long = `{"long":"${"x".repeat(5_000)}"}`;
    const items = await read(`{"a":1}\n${long}\n{"b":2}`, [64], 1_000);
    expect(show(items)).toEqual([
      [1, '{"a":1}'],
      [2, `${long.length} bytes: {"lon`],
      [3, '{"b":2}'],
    ]);
    expect(items[1]).toMatchObject({ head: Buffer.from(long.slice(0, 1_000)) });
  });

  it("over the limit and broken are passed over, and the rest goes on", async () => {
    const long = `{"long":"${"x".repeat(5_000)}`;
    for (const size of [64, 1 << 20]) {
      expect(show(await read(`{"a":1}\n${long}\n{"b":2}`, [size], 1_000))).toEqual([
        [1, '{"a":1}'],
        [2, `${long.length} bytes: {"lon`],
        [3, '{"b":2}'],
      ]);
    }
  });

  it("are kept at the limit", async () => {
    expect(await read("x".repeat(1_000), [300], 1_000)).toMatchObject([{ kind: "whole" }]);
    expect(await read("x".repeat(1_001), [300], 1_000)).toMatchObject([{ kind: "too-large", sizeBytes: 1_001 }]);
  });

  it("begin after a byte order mark", async () => {
    expect(show(await read('\u{feff}{"a":1}\n{"b":2}', [1]))).toEqual([
      [1, '{"a":1}'],
      [2, '{"b":2}'],
    ]);
  });

  it("are none in nothing", async () => {
    for (const text of ["", "\n \n", "\u{feff}", "[]", "[]\n[ ]\n", ",\n", "\u{1e}"])
      expect(await read(text)).toEqual([]);
  });
});

describe("a list", () => {
  it("gives its elements with their first lines", async () => {
    const text = '[\n  {"a": "]}\\"{",\n   "b": [1, {"c": []}]},\n\n  [1, 2], "x, y", 17 , null\n]\n';
    expect(show(await read(text))).toEqual([
      [2, '{"a": "]}\\"{",\n   "b": [1, {"c": []}]}'],
      [5, "1"],
      [5, "2"],
      [5, '"x, y"'],
      [5, "17"],
      [5, "null"],
    ]);
  });

  it("yields any values but lists, which are lists of items themselves, however printed and cut", async () => {
    const values = fc.array(fc.jsonValue(), { maxLength: 5 });
    const indent = fc.constantFrom(0, 1, 2, "\t");
    const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(values, indent, sizes, async (list, spaces, cuts) => {
        const text = JSON.stringify(list, undefined, spaces);
        const items = await read(text, cuts);
        const expected: unknown[] = JSON.parse(text);
        expect(items.map((item) => item.kind === "whole" && JSON.parse(item.bytes.toString()))).toEqual(
          expected.flat(Infinity),
        );
      }),
      { numRuns: 300 },
    );
  });

  it("passes over an element that is too large", async () => {
    expect(show(await read(`[{"a":"${"x".repeat(3_000)}"}, {"b":2}]`, [100], 1_000))).toEqual([
      [1, '3008 bytes: {"a":'],
      [1, '{"b":2}'],
    ]);
  });

  it.each([
    ["without its closing brace", '{"a": {"b": 1},'],
    ["with a string that doesn't end", '{"a": "b,'],
    ["with the wrong bracket", '{"a": [1}},'],
    ["with a colon missing", '{"a" {"b": 1}},'],
    ["of plain words", "out of order,"],
  ])("goes on after an element %s", async (_what, broken) => {
    const items = await read(`[\n  {"z":0},\n  ${broken}\n  {"b":2},\n  {"c":3}\n]`, [7]);
    expect(show(items).map(([line]) => line)).toEqual([2, 3, 4, 5]);
    expect(show(items).slice(2)).toEqual([
      [4, '{"b":2}'],
      [5, '{"c":3}'],
    ]);
  });

  it("with one wrong byte in an element loses none of the others", async () => {
    const field = fc.oneof(fc.string({ maxLength: 4 }), fc.nat(9), fc.constant({ deep: [{ a: 1 }, []] }));
    const element = fc.record({ a: field, b: field });
    const list = fc.array(element, { minLength: 3, maxLength: 5 });
    const wrong = fc.constantFrom("{", "}", "[", "]", '"', ",", ":", "\\", "x", " ", "\n", "");
    await fc.assert(
      fc.asyncProperty(list, fc.nat(), fc.nat(), wrong, fc.boolean(), async (elements, which, where, byte, insert) => {
        const texts = elements.map((value) => JSON.stringify(value, undefined, 2).replaceAll("\n", "\n  "));
        const victim = which % texts.length;
        const text = texts[victim] ?? "";
        const at = where % text.length;
        const mutated = text.slice(0, at) + byte + text.slice(insert ? at : at + 1);
        const document = `[\n  ${texts.with(victim, mutated).join(",\n  ")}\n]`;
        const items = show(await read(document)).map(([, item]) => item);
        expect(texts.filter((other, index) => index !== victim && !items.includes(other))).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });

  it("that is cut off says so", async () => {
    expect(show(await read('[{"a":1},\n'))).toEqual([
      [1, '{"a":1}'],
      [2, ""],
    ]);
    expect(show(await read('[{"a":1},\n{"b":'))).toEqual([
      [1, '{"a":1}'],
      [2, '{"b":'],
    ]);
  });

  it("nested 100,000 deep is one item", async () => {
    const deep = "[".repeat(100_000) + "]".repeat(100_000);
    expect(await read(`[{"a":1},${deep},{"b":2}]`)).toHaveLength(3);
  });
});

describe("a source that fails", () => {
  const readFailing = async (...chunks: readonly string[]) => {
    async function* failing(): AsyncGenerator<Buffer> {
      for (const chunk of chunks) yield Buffer.from(chunk);
      throw new Error("EIO");
    }
    const texts: string[] = [];
    const reading = async (): Promise<void> => {
      for await (const items of readItems(failing())) texts.push(...show(items).map(([, text]) => text));
    };
    await expect(reading()).rejects.toThrow("EIO");
    return texts;
  };

  it("has given what came before, and what it cut off as a broken item", async () => {
    expect(await readFailing('{"a":1}\n{"b":')).toEqual(['{"a":1}', '{"b":']);
    expect(await readFailing('[{"a":1},{"b":2}')).toEqual(['{"a":1}', '{"b":2}']);
    expect(await readFailing("{", "}")).toEqual(["{}"]);
    expect(await readFailing()).toEqual([]);
  });
});

describe("bytes that are no UTF-8", () => {
  const utf16 = Buffer.from('{"a":1}\n', "utf16le");
  it.each([
    [
      "UTF-16 with a mark",
      Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]),
      /^The source is UTF-16; convert it to UTF-8/,
    ],
    [
      "big-endian UTF-16 with a mark",
      Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(utf16).swap16()]),
      /UTF-16;/,
    ],
    ["UTF-16", utf16, /UTF-16LE; .* iconv -f UTF-16LE -t UTF-8\.$/],
    ["big-endian UTF-16", Buffer.from(utf16).swap16(), /UTF-16BE;/],
    ["UTF-32", Buffer.from([0x7b, 0, 0, 0, 0x7d, 0, 0, 0]), /UTF-32LE;/],
    ["UTF-16 of a single character", utf16.subarray(0, 2), /UTF-16LE;/],
    ["an empty file of UTF-16", Buffer.from([0xff, 0xfe]), /UTF-16;/],
    ["a ZIP archive", Buffer.from("PK\u0003\u0004..."), /a ZIP archive; decompress it first/],
    ["gzip in gzip", gzipSync("{}"), /compressed with gzip more than once, .*; decompress it first\.$/],
    ["Zstandard", Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0]), /Zstandard data; decompress it first/],
  ])("are refused with one sentence: %s", async (_what, bytes, sentence) => {
    for (const size of [1, 100]) await expect(read(bytes, [size])).rejects.toThrow(sentence);
  });
});

describe("the time it takes", () => {
  const mega = (text: string): string => text.repeat(Math.ceil(1_000_000 / text.length));
  // 1 MB takes some 10 to 150 ms; anything that isn't linear takes minutes.
  const maxMs = 5_000;
  it.each([
    ["lines that are cut off", mega('{"a":\n')],
    ["objects without an end", mega('{"a":')],
    ["lists and objects without an end", mega('[{"a":')],
    ["broken objects in lists", `[${mega('{"a":1,{"b":[{"c":')}`],
    ["broken objects on one line", `[${mega('{"a":1},{"a" "b"},')}]`],
    ["quotes", mega('"')],
    ["braces in lines", mega("}\n").slice(0, 100_000)],
    ["brackets", mega("[")],
    ["blank lines behind a broken one", `{"a" "b"${mega(" \n")}`],
    ["a string", `{"a":"${"x".repeat(900_000)}"}`],
    ["escapes", `{"a":"${'\\"'.repeat(450_000)}"}`],
    ["a broken pretty-printed object", `{\n"a" "b",\n${mega('"a": 1,\n')}`],
    ["a broken list of objects", `{\n  "a" "b",\n${mega('  {"a": 1},\n')}`],
  ])("is linear for %s", async (_what, text) => {
    for (const size of [64, 65_536]) {
      const start = process.cpuUsage();
      await read(text, [size]);
      const { user, system } = process.cpuUsage(start);
      expect((user + system) / 1_000).toBeLessThan(maxMs);
    }
  });
});
