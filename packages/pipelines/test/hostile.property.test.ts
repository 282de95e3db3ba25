import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SemanticEmailEvent } from "@email-events/core";
import { createPipelinesClient, type Clock, type Outcome } from "../src/index.ts";
import { opened } from "../src/testing/events.ts";
import { createFakeClock } from "../src/testing/fake-clock.ts";
import { allMoods, createHostileServer, type Mood } from "../src/testing/hostile-server.ts";

type Source = Iterable<SemanticEmailEvent> | AsyncIterable<SemanticEmailEvent>;

const deeds = ["track", "trackWithSignal", "sendArray", "sendIterator", "sendEndless", "sendAndLeave"] as const;
const small = fc.integer({ min: 1, max: 40 });
const deed = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom(...deeds, "track"), n: small }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom("flush", "ready", "abort", "settle"), n: small }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("advance"), n: fc.constantFrom(0, 1, 20, 100, 7_000) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("freeze"), n: fc.constantFrom(10, 500, 5_000, 100_000) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom("advance", "advance", "advance", "close"),
      n: fc.constantFrom(0, 2_000),
    }),
  },
);
/** Half of the time one that delivers something: of all of them, most deliver nothing. */
const mood = fc.oneof(fc.constantFrom(...allMoods), fc.constantFrom<Mood>("well", "refusesBad", "refusesLarge"));
const stage = fc.record({
  mood,
  requests: fc.integer({ min: 1, max: 12 }),
  delayMs: fc.constantFrom(0, 0, 1, 30, 3_000),
});
const options = fc.record({
  mode: fc.constantFrom("batch", "batch", "track"),
  maxBatchBytes: fc.constantFrom(900, 2_500, 20_000),
  maxEventBytes: fc.constantFrom(700, 32_000),
  maxQueueBytes: fc.constantFrom(300, 3_000, 64_000_000),
  maxInFlight: fc.constantFrom(1, 3, 8),
  timeoutMs: fc.constantFrom(50, 2_000, 30_000),
  deadlineMs: fc.constantFrom(400, 8_000, 60_000),
  lingerMs: fc.constantFrom(0, 100, 10_000),
  backoffBaseMs: fc.constantFrom(1, 200, 30_000),
  backoffCapMs: fc.constantFrom(1, 30_000),
  mixIntegrations: fc.constantFrom(false, false, true),
  requestsPerSecond: fc.constantFrom(5, 900),
});
const scenario = fc.record({
  options,
  stages: fc.array(stage, { maxLength: 8 }),
  deeds: fc.array(deed, { maxLength: 25 }),
  closeMs: fc.constantFrom(undefined, undefined, 0, 1, 500, 1e9),
  seed: fc.nat({ max: 2_147_483_645 }),
});
type Scenario = typeof scenario extends fc.Arbitrary<infer S> ? S : never;

/** The outcome of an event. */
interface Fate {
  readonly handedOverAt: number;
  readonly frozenMs: number;
  readonly outcomes: Outcome<SemanticEmailEvent>[];
  settledAt: number;
}

const groups = [undefined, undefined, { All: true }, { All: false }, { All: false, Mixpanel: true }];

/** Runs all actions on a client and a hostile server, and returns the result. */
const live = async (given: Scenario) => {
  const { mode, maxBatchBytes, maxEventBytes, deadlineMs } = given.options;
  const fake = createFakeClock();
  let timers = 0;
  const clock: Clock = { ...fake, after: (ms, callback) => ((timers += 1), fake.after(ms, callback)) };
  const maxBodyBytes = mode === "batch" ? maxBatchBytes : Math.min(maxBatchBytes, maxEventBytes);
  const server = createHostileServer(fake, given.stages, { ...given.options, maxBodyBytes });
  const fates = new Map<object, Fate>();
  let waits = 0;
  let random = given.seed;
  let frozenMs = 0;
  let freezes = 0;
  let isOver = false;
  let abort = new AbortController();
  let reentries = 20;

  const wait = (promise: Promise<unknown>): void => {
    waits += 1;
    void promise.then(() => (waits -= 1));
  };
  const make = (handedOverAt = fake.now()): SemanticEmailEvent => {
    const n = fates.size;
    const integrations = groups[(n * 7 + given.seed) % groups.length];
    const subject = "x".repeat((n * 13) % 90 === 0 ? 800 : 5);
    const event = { ...opened(n, subject), ...(integrations && { integrations }) };
    fates.set(event, { handedOverAt, frozenMs, outcomes: [], settledAt: Infinity });
    return event;
  };
  /** `send` queues the events that it has read when there is space; the deadline starts then. */
  function* some(n: number, handedOverAt = Infinity): Generator<SemanticEmailEvent> {
    for (let i = 0; i < n; i += 1) yield make(handedOverAt);
  }
  const client = createPipelinesClient({
    writeKey: "sk_secret_key",
    clock,
    transport: server,
    random: () => (random = (random * 16_807 + 11) % 2_147_483_647) / 2_147_483_647,
    ...given.options,
    onOutcome: (outcome: Outcome<SemanticEmailEvent>) => {
      const fate = fates.get(outcome.event);
      fate?.outcomes.push(outcome);
      if (fate) fate.settledAt = fake.now();
      // A hook may add events at any time.
      if (fates.size % 5 === 0 && (reentries -= 1) > 0) wait(client.track(make()));
    },
  });
  const read = async (source: Source, leaveAfter = Infinity, pauseMs = 0): Promise<void> => {
    let count = 0;
    for await (const { status } of client.send(source)) {
      if (pauseMs > 0) await new Promise<void>((resolve) => void fake.after(pauseMs, resolve));
      count += status ? 1 : 0;
      if (count >= leaveAfter || (isOver && leaveAfter < Infinity)) break;
    }
  };
  const perform: Readonly<Record<string, (n: number) => unknown>> = {
    track: (n) => [...some(n, fake.now())].forEach((event) => wait(client.track(event))),
    trackWithSignal: (n) => {
      const { signal } = abort;
      for (const event of some(n, fake.now())) wait(client.track(event, { signal }));
    },
    sendArray: (n) => wait(read([...some(n)])),
    sendIterator: (n) => wait(read(some(n), 1e9, (n % 2) * 40)),
    sendEndless: (n) => wait(read(some(Infinity), 3 * n, (n % 2) * 40)),
    sendAndLeave: (n) => wait(read(some(n * 2), n)),
    flush: () => wait(client.flush()),
    ready: () => wait(client.ready()),
    close: (timeoutMs) => wait(client.close({ timeoutMs })),
    abort: () => {
      abort.abort();
      abort = new AbortController();
    },
    settle: () => fake.settle(),
    advance: (ms) => fake.advance(ms),
    freeze: (ms) => {
      fake.freeze(ms);
      frozenMs += ms;
      freezes += 1;
    },
  };
  for (const { kind, n } of given.deeds) await perform[kind]?.(n);
  isOver = true;
  wait(client.close({ timeoutMs: given.closeMs }));
  const restMs = deadlineMs * 2 + 10_000;
  await fake.advance(restMs);
  const spans = [...fates.values()].map((fate) => fate.settledAt - fate.handedOverAt - (frozenMs - fate.frozenMs));
  const aliveMs = given.deeds.reduce((ms, { kind, n }) => (kind === "advance" ? ms + n : ms), restMs);
  return { client, server, fates, spans, pending: fake.pending, waits, freezes, timers, aliveMs };
};

/** A 2xx that arrives in the turn in which the client aborts the request. */
const lateAnswer: Scenario = {
  options: {
    mode: "batch",
    maxBatchBytes: 900,
    maxEventBytes: 700,
    maxQueueBytes: 64_000_000,
    maxInFlight: 8,
    timeoutMs: 30_000,
    deadlineMs: 8_000,
    lingerMs: 0,
    backoffBaseMs: 1,
    backoffCapMs: 1,
    mixIntegrations: false,
    requestsPerSecond: 900,
  },
  stages: [
    { mood: "well", requests: 1, delayMs: 0 },
    { mood: "well", requests: 12, delayMs: 3_000 },
  ],
  deeds: [
    { kind: "sendAndLeave", n: 8 },
    { kind: "advance", n: 7_000 },
    { kind: "freeze", n: 100_000 },
    { kind: "advance", n: 0 },
  ],
  closeMs: undefined,
  seed: 0,
};

/** A proxy that refuses everything as too large, while a hook adds events. */
const brokenProxy: Scenario = {
  ...lateAnswer,
  options: {
    ...lateAnswer.options,
    maxBatchBytes: 20_000,
    maxEventBytes: 32_000,
    lingerMs: 100,
    mixIntegrations: true,
  },
  stages: [{ mood: "refusesAllAsLarge", requests: 1, delayMs: 0 }],
  deeds: [
    { kind: "track", n: 25 },
    { kind: "advance", n: 2_000 },
  ],
};

/** Whether an event has one outcome, which is what the server did with it. */
const isCorrect = (
  outcomes: readonly Outcome<SemanticEmailEvent>[],
  { taken, refusedAlone }: ReturnType<typeof createHostileServer>,
): boolean => {
  const [outcome] = outcomes;
  if (outcome === undefined || outcomes.length > 1) return false;
  const { messageId } = outcome.event;
  if (outcome.status === "delivered") return taken.has(messageId);
  if (outcome.status !== "rejected" || outcome.httpStatus === undefined) return true;
  // Where nothing is accepted, a 413 says nothing about a small event.
  const isLarge = JSON.stringify(outcome.event).length > 700 / 2;
  return refusedAlone.has(messageId) && (outcome.httpStatus !== 413 || taken.size > 0 || isLarge);
};

describe("any combination of servers, callers and clocks", () => {
  it("each event has one correct outcome by its deadline, no request is wrong, and nothing is left", async () => {
    let deliveries = 0;
    const run = async (given: Scenario) => {
      const { client, server, fates, spans, pending, waits, freezes, timers, aliveMs } = await live(given);
      const { deadlineMs, timeoutMs } = given.options;
      expect(server.faults).toEqual([]);
      // One expectation for all of them, since an expectation takes longer than the event.
      const wrong = [...fates.values()].filter(({ outcomes }) => !isCorrect(outcomes, server));
      expect(wrong).toEqual([]);
      if (server.taken.size > 0) deliveries += 1;
      // A regular timer detects a freeze.
      const beatMs = Math.min(8_000, timeoutMs, deadlineMs) / 8;
      expect(Math.max(0, ...spans)).toBeLessThanOrEqual(deadlineMs + 2 * beatMs * (freezes + 1) + 2);
      expect(waits).toBe(0);
      const { queuedEvents, queuedBytes, requestsInFlight } = client.stats();
      expect([queuedEvents, queuedBytes, requestsInFlight, pending]).toEqual([0, 0, 0, 0]);
      // Nothing polls.
      expect(timers).toBeLessThan((3 * aliveMs) / beatMs + 10 * (server.requests + fates.size) + 200);
    };
    // FUZZ_RUNS=15000 tries more of them.
    const numRuns = Number(process.env["FUZZ_RUNS"] ?? 300);
    await fc.assert(fc.asyncProperty(scenario, run), { numRuns, examples: [[lateAnswer], [brokenProxy]] });
    expect(deliveries).toBeGreaterThan(numRuns / 10);
  }, 3_600_000);
});
