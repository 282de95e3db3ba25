import * as fc from "fast-check";
import { expect, it } from "vitest";
import { createRequestLog, type RequestEntry } from "./request-log.ts";

const entryOf = (id: number, noteChars: number, isInvalid: boolean): RequestEntry => {
  const body = Buffer.from(JSON.stringify({ id, note: "x".repeat(noteChars) }));
  return {
    timeMs: id,
    endpoint: "/v1/track",
    isStrict: false,
    isKeyAccepted: true,
    status: 200,
    sizeBytes: body.length,
    errors: isInvalid ? [`wrong ${id}`] : [],
    outcome: "accepted",
    reasons: [],
    callCount: 1,
    invalid: isInvalid ? { outcome: "dropped", errors: new Map([[0, [`wrong ${id}`]]]) } : undefined,
    body,
  };
};

it("keeps the last requests as they were, within its limits, whatever comes later and is cleared", () => {
  const step = fc.oneof(
    { weight: 9, arbitrary: fc.record({ noteChars: fc.nat({ max: 3_000 }), isInvalid: fc.boolean() }) },
    { weight: 1, arbitrary: fc.constant("clear" as const) },
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), fc.integer({ min: 1, max: 12 }), (steps, maxRequests) => {
      const log = createRequestLog({ maxRequests, maxBytes: 10_000 });
      let added: number[] = [];
      let count = 0;
      const early: ReturnType<typeof log.read>[] = [];
      for (const one of steps) {
        if (one === "clear") {
          log.clear();
          added = [];
          continue;
        }
        count += 1;
        log.add(entryOf(count, one.noteChars, one.isInvalid));
        added.push(count);
        early.push(log.read(count - 1));
      }
      const { last, omitted, requests } = log.read(0);
      const numbers = requests.map(({ number }) => number);
      expect(last).toBe(count);
      expect(numbers).toEqual(numbers.length === 0 ? [] : added.slice(-numbers.length));
      expect(numbers.length).toBeGreaterThanOrEqual(Math.min(1, added.length));
      expect(numbers.length).toBeLessThanOrEqual(maxRequests);
      expect(omitted).toBe(count - numbers.length);
      const bytes = requests.reduce((sum, { errors, sizeBytes }) => sum + 1_000 + sizeBytes + 400 * errors.length, 0);
      expect(numbers.length === 1 || bytes <= 10_000).toBe(true);
      // Those that were read before they were dropped hold their own calls.
      for (const read of [...early.flatMap((part) => part.requests), ...requests])
        expect([read.calls[0]?.call, Date.parse(read.time)]).toMatchObject([{ id: read.number }, read.number]);
    }),
    { numRuns: 60 },
  );
});
