import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Item } from "./item.ts";
import { readItems } from "./read-items.ts";

async function* cut(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  let start = 0;
  for (let turn = 0; start < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? bytes.length;
    yield bytes.subarray(start, start + size);
    start += size;
  }
}

const read = async (text: string | Buffer, sizes: readonly number[] = [1 << 20], max?: number): Promise<Item[]> => {
  const items: Item[] = [];
  for await (const some of readItems(cut(Buffer.from(text), sizes), max)) items.push(...some);
  return items;
};
const show = (items: readonly Item[]): readonly (readonly [number, string])[] =>
  items.map((item) =>
    item.kind === "whole"
      ? ([item.line, item.bytes.toString().trim()] as const)
      : ([item.line, `${item.sizeBytes} bytes: ${item.head.toString().slice(0, 5)}`] as const),
  );

describe("lines", () => {
  it("come with their number, without blank ones and carriage returns' sake", async () => {
    expect(show(await read('{"a":1}\r\n\n  \t\n{"b":2}\n\nnull'))).toEqual([
      [1, '{"a":1}'],
      [4, '{"b":2}'],
      [6, "null"],
    ]);
  });

  it("are the same however the bytes are cut", async () => {
    const text = fc.array(fc.constantFrom("{", "ä", '"', "\n", "\r\n", "x", " ", "]", ","), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(text, fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), async (parts, sizes) => {
        const lines = `{"a":1}\n${parts.join("")}`;
        const expected = lines
          .split("\n")
          .map((line, index) => [index + 1, line.trim()] as const)
          .filter(([, line]) => line !== "");
        expect(show(await read(lines, sizes))).toEqual(expected);
      }),
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
    expect(await read("")).toEqual([]);
    expect(await read("\n \n")).toEqual([]);
    expect(await read("\u{feff}")).toEqual([]);
  });
});

describe("a document", () => {
  it("gives the elements of a list with their first lines", async () => {
    const text = '[\n  {"a": "]}\\"{",\n   "b": [1, {"c": []}]},\n\n  [1, 2], "x, y", 17 , null\n]\n';
    expect(show(await read(text))).toEqual([
      [2, '{"a": "]}\\"{",\n   "b": [1, {"c": []}]}'],
      [5, "[1, 2]"],
      [5, '"x, y"'],
      [5, "17"],
      [5, "null"],
    ]);
  });

  it("gives one pretty-printed object, or several", async () => {
    expect(show(await read('{\n "a": 1\n}\n{\n "b": 2\n}\n'))).toEqual([
      [1, '{\n "a": 1\n}'],
      [4, '{\n "b": 2\n}'],
    ]);
  });

  it("gives back any list of values, however printed and cut", async () => {
    const values = fc.array(fc.jsonValue(), { maxLength: 5 });
    const indent = fc.constantFrom(0, 1, 2, "\t");
    const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(values, indent, sizes, async (list, spaces, cuts) => {
        const text = JSON.stringify(list, undefined, spaces);
        const items = await read(text, cuts);
        expect(items.map((item) => item.kind === "whole" && JSON.parse(item.bytes.toString()))).toEqual(
          JSON.parse(text).flat(Infinity),
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
        // An opening bracket before an element makes a list of all that follow: nothing can tell that it isn't meant.
        fc.pre(!(byte === "[" && insert && at === 0));
        const mutated = text.slice(0, at) + byte + text.slice(insert ? at : at + 1);
        const document = `[\n  ${texts.with(victim, mutated).join(",\n  ")}\n]`;
        const items = show(await read(document)).map(([, item]) => item);
        for (const [index, other] of texts.entries()) if (index !== victim) expect(items).toContain(other);
      }),
      { numRuns: 1_000 },
    );
  });

  it("that is a broken first line of lines costs that line alone", async () => {
    expect(show(await read('{"id":"a",\n{"b":2}\n{"c":3}\n'))).toEqual([
      [1, '{"id":"a",'],
      [2, '{"b":2}'],
      [3, '{"c":3}'],
    ]);
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
