import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createLineSplitter } from "./line-splitter.ts";

/** Cuts bytes into pieces of these sizes, again and again. */
const cut = (bytes: Buffer, sizes: readonly number[]): readonly Buffer[] => {
  const pieces: Buffer[] = [];
  for (let start = 0, turn = 0; start < bytes.length; turn += 1) {
    const end = start + (sizes[turn % sizes.length] ?? bytes.length);
    pieces.push(bytes.subarray(start, end));
    start = end;
  }
  return pieces;
};

const anyBytes = fc
  .array(fc.constantFrom(10, 10, 13, 32, 9, 0x7b, 0x22, 0xc3, 0xa4, 0xf0, 0x9f, 0x92, 0x8c, 0, 0xff), {
    maxLength: 200,
  })
  .map((bytes) => Buffer.from(bytes));
const anySizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });

describe("lines", () => {
  it("are the same however the bytes are cut, and hold none of what follows the last line feed", () => {
    fc.assert(
      fc.property(anyBytes, anySizes, fc.integer({ min: 1, max: 30 }), (bytes, sizes, maxLineBytes) => {
        const whole = bytes.toString("latin1").split("\n").slice(0, -1);
        const expected = whole
          .filter((line) => line.length > maxLineBytes || /[^\t\r ]/.test(line))
          .map((line) => (line.length > maxLineBytes ? line.length : line));
        const splitter = createLineSplitter(maxLineBytes);
        const found = cut(bytes, sizes)
          .flatMap((piece) => splitter.push(piece))
          .map((item) => (item.status === "line" ? Buffer.from(item.bytes).toString("latin1") : item.sizeBytes));
        expect(found).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  it("are without a byte order mark, however it is cut; one alone is blank", () => {
    for (const size of [1, 2, 3, 4, 100]) {
      const splitter = createLineSplitter(100);
      const items = cut(Buffer.from('\ufeff{"a":1}\n\ufeff\r\n\ufeff{"b":"\ufeff"}\n'), [size]).flatMap(splitter.push);
      const found = items.map((item) => item.status === "line" && Buffer.from(item.bytes).toString());
      expect(found).toEqual(['{"a":1}', '{"b":"\ufeff"}']);
    }
  });

  it("of more than the limit keep their size and their beginning, and the next one comes", () => {
    const long = "0123456789".repeat(500);
    for (const sizes of [[1], [7], [1_000], [100_000]]) {
      const splitter = createLineSplitter(2_000);
      const items = cut(Buffer.from(`${long}\n{"a":1}\n`), sizes).flatMap((piece) => splitter.push(piece));
      expect(items).toEqual([
        {
          status: "too-large",
          sizeBytes: 5_000,
          head: Buffer.from(long.slice(0, 1_000)),
          reason: "a line of 5000 bytes is over the limit of 2000 bytes",
        },
        { status: "line", bytes: Buffer.from('{"a":1}') },
      ]);
    }
  });

  it("that never end take no memory beyond the limit", () => {
    const splitter = createLineSplitter(10_000);
    const piece = Buffer.alloc(1_000_000, "x");
    const before = process.memoryUsage().arrayBuffers;
    for (let round = 0; round < 2_000; round += 1) splitter.push(piece);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(5_000_000);
    expect(splitter.push(Buffer.from("\n"))).toMatchObject([{ status: "too-large", sizeBytes: 2_000_000_000 }]);
  });

  it("that arrive byte by byte are copied a constant number of times", () => {
    const splitter = createLineSplitter(2_000_000);
    const byte = Buffer.from("x");
    for (let count = 0; count < 300_000; count += 1) splitter.push(byte);
    const [item] = splitter.push(Buffer.from("\n"));
    expect(item?.status === "line" && item.bytes.length).toBe(300_000);
  });

  it("that were handed on are not written to again", () => {
    const splitter = createLineSplitter(1_000);
    const [first] = ["a", "b\n"].flatMap((text) => splitter.push(Buffer.from(text)));
    ["cccccc", "dddddd\n"].flatMap((text) => splitter.push(Buffer.from(text)));
    expect(first).toEqual({ status: "line", bytes: Buffer.from("ab") });
  });
});
