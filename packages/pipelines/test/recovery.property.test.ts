import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Pause } from "../src/client-options.ts";
import { setUp } from "../src/testing/client.ts";
import { opened } from "../src/testing/events.ts";
import { accepted, never, rejected } from "../src/testing/fake-transport.ts";
import type { RequestOutcome } from "../src/transport/transport.ts";

/** How a failing server answers one request; `retryAfterMs` is what it asks for, if it does. */
const answers = {
  refuses: (): RequestOutcome => ({ status: "retryable", cause: "network error ECONNREFUSED" }),
  says503: (): RequestOutcome => ({ status: "retryable", cause: "HTTP 503" }),
  says403: (): RequestOutcome => ({ status: "rejected", httpStatus: 403, body: "blocked" }),
  says413: (): RequestOutcome => rejected(413),
  asksForTime: (retryAfterMs: number): RequestOutcome => ({ status: "retryable", cause: "HTTP 429", retryAfterMs }),
  accepts: (): RequestOutcome => accepted,
  isSilent: never,
} as const;
type Answer = keyof typeof answers;
const anAnswer = fc.constantFrom(...(Object.keys(answers) as Answer[]));

/** The answers of an outage, which start over when they are used up. */
const anOutage = fc.oneof(
  anAnswer.map((only): Answer[] => [only]),
  // A server that doesn't answer while the client searches for an accepted size.
  fc.constant<Answer[]>(["isSilent", "isSilent", "says413"]),
  fc.array(anAnswer, { minLength: 2, maxLength: 5 }),
);

const someOptions = fc.record({
  deadlineMs: fc.integer({ min: 500, max: 30_000 }),
  backoffBaseMs: fc.integer({ min: 1, max: 5_000 }),
  backoffCapMs: fc.integer({ min: 1, max: 60_000 }),
  timeoutMs: fc.constantFrom(100, 1_000, 30_000),
  lingerMs: fc.constantFrom(0, 100, 60_000),
  maxBatchBytes: fc.constantFrom(500, 2_000, 500_000),
  mode: fc.constantFrom("batch", "track"),
  maxInFlight: fc.constantFrom(1, 8),
});
const scenario = fc
  .record({
    options: someOptions,
    outage: anOutage,
    /** In hundredths of the deadline, as are the others. */
    lasts: fc.integer({ min: 0, max: 400 }),
    retryAfter: fc.integer({ min: 0, max: 1_000 }),
    latency: fc.integer({ min: 0, max: 12 }),
    spacing: fc.integer({ min: 2, max: 60 }),
    burst: fc.constantFrom(1, 1, 10),
    seed: fc.nat(),
  })
  // Events that come faster than the API takes them would wait for longer than the deadline.
  .map((given) => {
    const requestsAtATime = given.options.maxInFlight === 1 ? 1 / 1.5 : 1.5;
    const latency = Math.min(given.latency, 30 / given.burst);
    const leastSpacing = given.burst * Math.max(2, latency / requestsAtATime);
    return { ...given, latency, spacing: Math.max(given.spacing, leastSpacing) };
  });
type Scenario = typeof scenario extends fc.Arbitrary<infer S> ? S : never;

const searches: Answer[] = ["isSilent", "isSilent", "says413"];
const quick = { backoffBaseMs: 1, backoffCapMs: 1, lingerMs: 0, mode: "batch", maxInFlight: 8 } as const;
const once = { retryAfter: 0, burst: 1, seed: 0 } as const;
/** Each lost every event after the recovery once, or some of them. */
const examples: [Scenario][] = [
  // One request at a time always went to the batch that expired before its answer.
  [
    {
      options: { ...quick, deadlineMs: 500, timeoutMs: 100, maxBatchBytes: 500 },
      outage: searches,
      lasts: 209,
      latency: 3,
      spacing: 2,
      ...once,
    },
  ],
  // Requests that were silent since the outage kept all others waiting after the recovery.
  [
    {
      options: { ...quick, deadlineMs: 1_250, backoffBaseMs: 148, timeoutMs: 30_000, maxBatchBytes: 500_000 },
      outage: searches,
      lasts: 262,
      latency: 5,
      spacing: 4,
      ...once,
      seed: 361_235_431,
    },
  ],
  // So did the only request that may be in flight, before anything had failed.
  [
    {
      options: { ...quick, deadlineMs: 500, timeoutMs: 30_000, maxBatchBytes: 500, maxInFlight: 1 },
      outage: ["isSilent"],
      lasts: 1,
      latency: 1,
      spacing: 2,
      ...once,
    },
  ],
];

// The long mode: RECOVERY_RUNS=5000
const numRuns = Number(process.env["RECOVERY_RUNS"] ?? 100);

/** Adds events at intervals, during an outage and for two deadlines after it. */
const live = async ({ options, outage, lasts, retryAfter, latency, spacing, burst, seed }: Scenario) => {
  const { deadlineMs, timeoutMs } = options;
  const share = (hundredths: number): number => (hundredths * deadlineMs) / 100;
  let random = seed;
  const pauses: number[] = [];
  const answer = async (
    { at }: { readonly at: number },
    _signal: AbortSignal,
    nth: number,
  ): Promise<RequestOutcome> => {
    const given = at < recoversAt ? (outage[nth % outage.length] ?? "accepts") : "accepts";
    // With a time-out, a slow server is the same as a silent one.
    const latencyMs = Math.min(share(latency), timeoutMs / 2);
    if (given !== "isSilent") await new Promise<void>((resolve) => void clock.after(latencyMs, resolve));
    return answers[given](share(retryAfter));
  };
  const { client, clock, transport } = setUp(answer, {
    ...options,
    random: () => (random = (random * 16_807 + 11) % 2_147_483_647) / 2_147_483_647,
    onPause: ({ ms }: Pause) => pauses.push(ms),
  });
  const startsAt = clock.now();
  const recoversAt = startsAt + share(lasts);
  const events: { readonly at: number; settledAt: number; status: string }[] = [];
  while (clock.now() < recoversAt + 2 * deadlineMs) {
    for (let n = 0; n < burst; n += 1) {
      const event = { at: clock.now(), settledAt: Infinity, status: "none" };
      events.push(event);
      void client.track(opened(events.length)).then(({ status }) => {
        event.settledAt = clock.now();
        event.status = status;
      });
    }
    await clock.advance(share(spacing));
  }
  await clock.advance(deadlineMs * 2);
  return { events, recoversAt, pauses, transport, pending: clock.pending };
};

describe("an API that recovers", () => {
  it(
    "is detected within one deadline: no outcome is late, and no later event is undelivered",
    async () => {
      const run = async (given: Scenario) => {
        const { events, recoversAt, pauses, pending } = await live(given);
        for (const { at, settledAt } of events)
          expect(settledAt - at).toBeLessThanOrEqual(given.options.deadlineMs + 1);
        const after = events.filter(({ at }) => at >= recoversAt);
        expect(after.filter(({ status }) => status !== "delivered")).toEqual([]);
        expect(Math.max(0, ...pauses)).toBeLessThanOrEqual(given.options.deadlineMs / 2);
        expect(pending).toBe(0);
      };
      await fc.assert(fc.asyncProperty(scenario, run), { numRuns, examples });
    },
    numRuns * 1_200,
  );

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
