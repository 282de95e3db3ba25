import type { EventOutcome } from "@email-events/core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTally } from "./report.ts";

const outcome: fc.Arbitrary<EventOutcome> = fc.oneof(
  fc.constantFrom<EventOutcome>(
    { status: "delivered" },
    { status: "invalid", issues: [] },
    { status: "rejected", httpStatus: 400, reason: "no" },
    { status: "undelivered", reason: "late" },
  ),
  fc.string().map((reason) => ({ status: "skipped", reason }) as const),
  fc.string().map((name) => ({ status: "unrecognized", name }) as const),
);

describe("a tally", () => {
  it("counts each event once, by its status", () => {
    fc.assert(
      fc.property(fc.array(outcome), (outcomes) => {
        const tally = createTally();
        outcomes.forEach(tally.count);
        const { received, skipped, ...counts } = tally.report();
        const countOf = (status: EventOutcome["status"]): number =>
          outcomes.filter((one) => one.status === status).length;
        expect(received).toBe(outcomes.length);
        expect(Object.values(skipped).reduce((sum, count) => sum + count, 0)).toBe(countOf("skipped"));
        expect(counts).toEqual({
          delivered: countOf("delivered"),
          unrecognized: countOf("unrecognized"),
          invalid: countOf("invalid"),
          rejected: countOf("rejected"),
          undelivered: countOf("undelivered"),
        });
      }),
    );
  });

  it("has the report's keys in their order, before any event", () => {
    expect(Object.entries(createTally().report())).toEqual([
      ["received", 0],
      ["delivered", 0],
      ["skipped", {}],
      ["unrecognized", 0],
      ["invalid", 0],
      ["rejected", 0],
      ["undelivered", 0],
    ]);
  });
});
