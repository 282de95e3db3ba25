import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Pause } from "../src/client-options.ts";
import { setUp } from "../src/testing/client.ts";
import { opened } from "../src/testing/events.ts";
import { accepted, never, rejected } from "../src/testing/fake-transport.ts";
import type { RequestOutcome } from "../src/transport/transport.ts";

/** What a failing server does with a request. */
const outages = {
  refuses: (): RequestOutcome => ({ status: "retryable", cause: "network error ECONNREFUSED" }),
  says503: (): RequestOutcome => ({ status: "retryable", cause: "HTTP 503" }),
  says403: (): RequestOutcome => ({ status: "rejected", httpStatus: 403, body: "blocked" }),
  asksForTime: (retryAfterMs: number): RequestOutcome => ({ status: "retryable", cause: "HTTP 429", retryAfterMs }),
  isSilent: never,
  // Also while the client searches for an accepted size.
  isSilentAfter413: (_: number, nth: number): RequestOutcome | Promise<RequestOutcome> =>
    nth % 3 === 0 ? rejected(413) : never(),
} as const;

const scenario = fc.record({
  kind: fc.constantFrom(...(Object.keys(outages) as (keyof typeof outages)[])),
  deadlineMs: fc.integer({ min: 500, max: 30_000 }),
  backoffBaseMs: fc.integer({ min: 1, max: 5_000 }),
  backoffCapMs: fc.integer({ min: 1, max: 60_000 }),
  timeoutMs: fc.constantFrom(100, 1_000, 30_000),
  lingerMs: fc.constantFrom(0, 100, 60_000),
  maxBatchBytes: fc.constantFrom(500, 2_000, 500_000),
  mode: fc.constantFrom("batch", "track"),
  /** In hundredths of the deadline. */
  outage: fc.integer({ min: 0, max: 400 }),
  retryAfter: fc.integer({ min: 0, max: 1_000 }),
  latency: fc.integer({ min: 0, max: 3 }),
  every: fc.integer({ min: 2, max: 60 }),
  seed: fc.nat(),
});
type Scenario = typeof scenario extends fc.Arbitrary<infer S> ? S : never;

/** Adds events at intervals, during an outage and for two deadlines after it. */
const live = async ({ kind, outage, retryAfter, latency, every, seed, ...options }: Scenario) => {
  const { deadlineMs, timeoutMs } = options;
  const share = (hundredths: number): number => (hundredths * deadlineMs) / 100;
  let random = seed;
  const pauses: number[] = [];
  const answer = async (
    { at }: { readonly at: number },
    _signal: AbortSignal,
    nth: number,
  ): Promise<RequestOutcome> => {
    // With a time-out, a slow server is the same as a silent one.
    const latencyMs = Math.min(share(latency), timeoutMs / 2);
    if (kind !== "isSilent") await new Promise<void>((resolve) => void clock.after(latencyMs, resolve));
    return at < recoversAt ? outages[kind](share(retryAfter), nth) : accepted;
  };
  const { client, clock, transport } = setUp(answer, {
    ...options,
    random: () => (random = (random * 16_807 + 11) % 2_147_483_647) / 2_147_483_647,
    onPause: ({ ms }: Pause) => pauses.push(ms),
  });
  const startsAt = clock.now();
  const recoversAt = startsAt + share(outage);
  const events: { readonly at: number; settledAt: number; status: string }[] = [];
  while (clock.now() < recoversAt + 2 * deadlineMs) {
    const event = { at: clock.now(), settledAt: Infinity, status: "none" };
    events.push(event);
    void client.track(opened(events.length)).then(({ status }) => {
      event.settledAt = clock.now();
      event.status = status;
    });
    await clock.advance(share(every));
  }
  await clock.advance(deadlineMs * 2);
  return { events, recoversAt, pauses, transport, pending: clock.pending };
};

describe("an API that recovers", () => {
  it("is detected within one deadline: no outcome is late, and no later event is undelivered", async () => {
    const run = async (given: Scenario) => {
      const { events, recoversAt, pauses, pending } = await live(given);
      for (const { at, settledAt } of events) expect(settledAt - at).toBeLessThanOrEqual(given.deadlineMs + 1);
      const after = events.filter(({ at }) => at >= recoversAt);
      expect(after.filter(({ status }) => status !== "delivered")).toEqual([]);
      expect(Math.max(0, ...pauses)).toBeLessThanOrEqual(given.deadlineMs / 2);
      expect(pending).toBe(0);
    };
    await fc.assert(fc.asyncProperty(scenario, run), { numRuns: 200 });
  }, 120_000);

  it.each([8_500, 17_000, 25_500, 26_000])(
    "is detected even if a request without an answer waits for longer: after %d ms",
    async (outageMs) => {
      const { client, clock } = setUp(({ at }) => (at - startsAt < outageMs ? never() : accepted), {
        mode: "track",
        deadlineMs: 8_000,
        timeoutMs: 30_000,
      });
      const startsAt = clock.now();
      const after: Promise<{ readonly status: string }>[] = [];
      while (clock.now() - startsAt < outageMs + 10_000) {
        const outcome = client.track(opened(1));
        if (clock.now() - startsAt >= outageMs) after.push(outcome);
        await clock.advance(100);
      }
      await clock.advance(20_000);
      expect(new Set((await Promise.all(after)).map(({ status }) => status))).toEqual(new Set(["delivered"]));
    },
  );

  it("is tried again within half a deadline, however long its Retry-After", async () => {
    const answer: RequestOutcome = { status: "retryable", cause: "HTTP 429", retryAfterMs: 3_600_000 };
    const { client, clock, transport } = setUp((_, __, nth) => (nth === 1 ? answer : accepted), { deadlineMs: 8_000 });
    const first = client.track(opened(1));
    await clock.advance(1_000);
    const later = client.track(opened(2));
    await clock.advance(3_000);
    expect(transport.seen).toHaveLength(1);
    await clock.advance(200);
    expect(await Promise.all([first, later])).toMatchObject([{ status: "delivered" }, { status: "delivered" }]);
  });
});
