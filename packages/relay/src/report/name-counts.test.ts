import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createNameCounts } from "./name-counts.ts";

const countAll = (names: readonly string[]) => {
  const counted = createNameCounts();
  names.forEach(counted.add);
  return counted.counts();
};

describe("the names of unrecognized events", () => {
  it("have their counts, the most frequent first", () => {
    expect(countAll(["a", "b", "", "b"])).toEqual([
      ["b", 2],
      ["a", 1],
      ["", 1],
    ]);
  });

  it("can be names of inherited properties", () => {
    const names = ["__proto__", "constructor", "toString"];
    expect(countAll(names)).toEqual(names.map((name) => [name, 1]));
  });

  it("contain no address", () => {
    expect(countAll(["opened by ada.l@example.com"])).toEqual([["opened by [address]", 1]]);
  });

  it("are at most 20, of at most 60 printable characters each, with correct counts", () => {
    const text = fc.oneof(fc.string({ unit: "binary", maxLength: 100 }), fc.constantFrom("a", "b", "\u001B[31m"));
    fc.assert(
      fc.property(fc.array(text, { maxLength: 60 }), (names) => {
        const counts = countAll(names);
        expect(counts.length).toBeLessThanOrEqual(20);
        for (const [name] of counts) {
          expect(name.length).toBeLessThanOrEqual(60);
          expect(name).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
        }
        expect(counts.reduce((sum, [, count]) => sum + count, 0)).toBeLessThanOrEqual(names.length);
        expect(new Set(counts.map(([name]) => name)).size).toBe(counts.length);
      }),
    );
  });

  it("beyond the first 20 are omitted, and don't replace earlier ones", () => {
    const names = Array.from({ length: 1_000 }, (_, index) => `name ${index}`);
    expect(countAll([...names, "name 3"])).toEqual([
      ["name 3", 2],
      ...names.slice(0, 20).flatMap((name) => (name === "name 3" ? [] : [[name, 1]])),
    ]);
  });
});
