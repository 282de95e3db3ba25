import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toIso } from "./to-iso.ts";

describe("toIso", () => {
  it.each([
    [1_649_248_573_401, "2022-04-06T12:36:13.401Z"],
    [0, "1970-01-01T00:00:00.000Z"],
    [951_782_400_000, "2000-02-29T00:00:00.000Z"],
    [4_107_542_399_999, "2100-02-28T23:59:59.999Z"],
    [4_107_542_400_000, "2100-03-01T00:00:00.000Z"],
    [253_402_300_799_999, "9999-12-31T23:59:59.999Z"],
  ])("formats %o as %s", (timestamp, iso) => {
    expect(toIso(timestamp)).toBe(iso);
  });

  it("agrees with Date at every millisecond", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 253_402_300_799_999 }), (ms) => {
        expect(toIso(ms)).toBe(new Date(ms).toISOString());
      }),
      { numRuns: 5_000 },
    );
  });

  it("agrees with Date on the first and the last millisecond of every day of 500 years", () => {
    const wrong: number[] = [];
    for (let day = 0; day < 182_622; day += 1)
      for (const ms of [day * 86_400_000, (day + 1) * 86_400_000 - 1])
        if (toIso(ms) !== new Date(ms).toISOString()) wrong.push(ms);
    expect(wrong).toEqual([]);
  });
});
