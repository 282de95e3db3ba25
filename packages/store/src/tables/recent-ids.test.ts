import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRecentIds } from "./recent-ids.ts";

describe("recent ids", () => {
  it("are the last so many that were added, for any ids, limit and first position", () => {
    const sequence = fc.array(fc.integer({ min: 0, max: 60 }).map(String), { maxLength: 60 });
    const sequences = fc.array(sequence, { maxLength: 10 });
    fc.assert(
      fc.property(sequences, fc.integer({ min: 1, max: 40 }), fc.nat({ max: 1_000 }), (all, limit, first) => {
        const added: string[] = [];
        const recent = createRecentIds(limit, first, (position, id) => added[position - first] === id);
        for (const ids of all) {
          const remembered = added.slice(-limit);
          expect([...recent.findIn(ids)]).toEqual([...new Set(ids.filter((id) => remembered.includes(id)))]);
          recent.add(ids);
          added.push(...ids);
        }
        expect(recent.next()).toBe(first + added.length);
      }),
    );
  });

  it("compares the id itself where two have one hash", () => {
    const recent = createRecentIds(100, 0, () => false);
    recent.add(["one"]);
    expect([...recent.findIn(["one"])]).toEqual([]);
  });
});
