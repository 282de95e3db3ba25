import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createManualClock } from "../testing/manual-clock.ts";
import { createBatcher, type Batch } from "./batcher.ts";

const limits = { maxLines: 3, maxBytes: 10, lingerMs: 50 };
const toBytes = (text: string): Uint8Array => Buffer.from(text);
const textsOf = ({ lines }: Batch): readonly string[] => lines.map((line) => Buffer.from(line).toString());

/** A batcher whose batches end when they are told to. */
const open = () => {
  const clock = createManualClock();
  const batches: Batch[] = [];
  const ends: ((result: string | Error) => void)[] = [];
  const batcher = createBatcher(limits, clock, (batch) => {
    batches.push(batch);
    return new Promise<string>((resolve, reject) =>
      ends.push((result) => (result instanceof Error ? reject(result) : resolve(result))),
    );
  });
  const add = (...texts: readonly string[]) => batcher.add(texts.map(toBytes), clock.now());
  return { clock, batcher, batches, ends, add };
};

describe("a batcher", () => {
  it("closes a batch when it is full, and when it has waited", () => {
    const { clock, batches, add } = open();
    void add("a", "b", "c", "d");
    expect(batches.map(textsOf)).toEqual([["a", "b", "c"]]);
    clock.advance(49);
    void add("e");
    expect(batches).toHaveLength(1);
    clock.advance(1);
    expect(batches.map(textsOf)).toEqual([
      ["a", "b", "c"],
      ["d", "e"],
    ]);
    expect(batches[1]?.receivedAt).toBe(1_000_000);
    clock.advance(1_000);
    expect(batches).toHaveLength(2);
    expect(clock.waits()).toEqual([]);
  });

  it("closes a batch before a line that doesn't fit in, and lets a longer line be one of its own", () => {
    const { batches, batcher, add } = open();
    void add("1234", "5678", "9", "x".repeat(20), "y");
    batcher.flush();
    expect(batches.map(textsOf)).toEqual([["1234", "5678"], ["9"], ["x".repeat(20)], ["y"]]);
    batcher.flush();
    expect(batches).toHaveLength(4);
  });

  it("resolves once each batch has ended that has some of the lines", async () => {
    const { ends, batcher, add } = open();
    const first = add("a", "b", "c", "d");
    const second = add("e");
    batcher.flush();
    ends[0]?.("one");
    ends[1]?.("two");
    await expect(first).resolves.toEqual(["one", "two"]);
    await expect(second).resolves.toEqual(["two"]);
    await expect(add()).resolves.toEqual([]);
  });

  it("tells all whose lines were in a batch that failed, and nobody else", async () => {
    const { ends, batcher, add } = open();
    const [first, second, third] = [add("a", "b"), add("c", "d"), add("e")];
    batcher.flush();
    ends[0]?.(new Error("full"));
    ends[1]?.("kept");
    await expect(first).rejects.toThrow("full");
    await expect(second).rejects.toThrow("full");
    await expect(third).resolves.toEqual(["kept"]);
  });

  it("hands out every line once, in order and within its limits, whatever comes", async () => {
    const step = fc.oneof(
      fc.record({ lengths: fc.array(fc.nat({ max: 14 }), { maxLength: 8 }) }),
      fc.record({ waitMs: fc.nat({ max: 60 }) }),
      fc.constant("flush" as const),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const { clock, batcher, batches, ends } = open();
        const added: Uint8Array[] = [];
        const results: Promise<readonly string[]>[] = [];
        for (const one of steps) {
          if (one === "flush") batcher.flush();
          else if ("waitMs" in one) clock.advance(one.waitMs);
          else {
            const lines = one.lengths.map((length) => Buffer.alloc(length));
            added.push(...lines);
            results.push(batcher.add(lines, clock.now()));
          }
        }
        clock.advance(limits.lingerMs);
        const published = batches.flatMap(({ lines }) => lines);
        expect(published).toHaveLength(added.length);
        expect(published.every((line, index) => line === added[index])).toBe(true);
        for (const { lines } of batches) {
          const bytes = lines.reduce((sum, { length }) => sum + length, lines.length - 1);
          expect(lines.length).toBeGreaterThan(0);
          expect(lines.length).toBeLessThanOrEqual(limits.maxLines);
          expect(bytes <= limits.maxBytes || lines.length === 1).toBe(true);
        }
        for (const end of ends) end("kept");
        await Promise.all(results);
      }),
      { numRuns: 200 },
    );
  });
});
