import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRecentIds } from "./recent-ids.ts";

describe("recent ids", () => {
  it("are the last so many that were added, for any ids, limit and first position", () => {
    const sequence = fc.array(fc.integer({ min: 0, max: 60 }).map(String), { maxLength: 200 });
    fc.assert(
      fc.property(sequence, fc.integer({ min: 1, max: 40 }), fc.nat({ max: 1_000 }), (ids, limit, first) => {
        const added: string[] = [];
        const recent = createRecentIds(limit, first, (position, id) => added[position - first] === id);
        for (const id of ids) {
          expect(recent.has(id)).toBe(added.slice(-limit).includes(id));
          recent.add(id);
          added.push(id);
        }
        expect(recent.next()).toBe(first + ids.length);
      }),
    );
  });

  it("compares the id itself where two have one hash", () => {
    const recent = createRecentIds(100, 0, () => false);
    recent.add("one");
    expect(recent.has("one")).toBe(false);
  });
});
