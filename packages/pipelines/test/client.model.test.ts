import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SemanticEmailEvent } from "@email-events/core";
import { createPipelinesClient, type Outcome, type PipelinesClient, type RequestOutcome } from "../src/index.ts";
import { opened } from "../src/testing/events.ts";
import { createFakeClock, type FakeClock } from "../src/testing/fake-clock.ts";
import { createFakeTransport, type SeenRequest } from "../src/testing/fake-transport.ts";

/** What the server does with a request: whether it stores the calls, what it answers, and after how long. */
interface Fault {
  readonly stores: boolean;
  readonly delayMs: number;
  readonly answer: RequestOutcome | "none" | "throws";
}

const answers: readonly Omit<Fault, "delayMs">[] = [
  { stores: true, answer: { status: "accepted" } },
  { stores: false, answer: { status: "retryable", cause: "HTTP 503" } },
  { stores: false, answer: { status: "retryable", cause: "HTTP 429", retryAfterMs: 5_000 } },
  { stores: false, answer: { status: "retryable", cause: "HTTP 429", retryAfterMs: 120_000 } },
  { stores: true, answer: { status: "retryable", cause: "network error ECONNRESET" } },
  { stores: false, answer: { status: "rejected", httpStatus: 404, body: "" } },
  { stores: false, answer: { status: "rejected", httpStatus: 401, body: "" } },
  { stores: true, answer: "none" },
  { stores: false, answer: "throws" },
];
const fault = fc.record({ kind: fc.constantFrom(...answers), delayMs: fc.constantFrom(0, 0, 10, 2_000) });

interface Model {
  tracked: number;
}

/** The client, its environment, and the observed outcomes. */
interface Real {
  readonly client: PipelinesClient<SemanticEmailEvent>;
  readonly clock: FakeClock;
  readonly outcomes: Outcome<SemanticEmailEvent>[];
  readonly returned: Outcome<SemanticEmailEvent>[];
  readonly stored: Map<unknown, number>;
  faults: Fault[];
  abort: AbortController;
}

const sorted = (ids: readonly string[]): readonly string[] => ids.toSorted((a, b) => (a < b ? -1 : 1));
const isBad = (call: Readonly<Record<string, unknown>>): boolean => String(call["userId"]).endsWith("3");

const createReal = (): Real => {
  const clock = createFakeClock();
  const stored = new Map<unknown, number>();
  const handle = async ({ calls }: SeenRequest): Promise<RequestOutcome> => {
    const { stores, answer, delayMs } = real.faults.shift() ?? {
      stores: true,
      answer: { status: "accepted" },
      delayMs: 1,
    };
    await new Promise<void>((resolve) => void clock.after(delayMs, resolve));
    // A working strict server: one invalid call refuses the batch.
    if (stores && calls.some(isBad)) return { status: "rejected", httpStatus: 400, body: "bad" };
    if (stores) for (const call of calls) stored.set(call["messageId"], (stored.get(call["messageId"]) ?? 0) + 1);
    if (answer === "throws") throw new Error("broken transport");
    return answer === "none" ? new Promise(() => {}) : answer;
  };
  const outcomes: Outcome<SemanticEmailEvent>[] = [];
  const client = createPipelinesClient({
    writeKey: "key",
    clock,
    transport: createFakeTransport(handle),
    maxBatchBytes: 1_500,
    maxInFlight: 3,
    maxQueueBytes: 6_000,
    timeoutMs: 5_000,
    deadlineMs: 60_000,
    onOutcome: (outcome: Outcome<SemanticEmailEvent>) => outcomes.push(outcome),
  });
  const real: Real = { client, clock, stored, outcomes, returned: [], faults: [], abort: new AbortController() };
  return real;
};

const take = (real: Real, events: readonly SemanticEmailEvent[], signal?: AbortSignal): void => {
  for (const event of events) void real.client.track(event, { signal }).then((outcome) => real.returned.push(outcome));
};
const stream = async (real: Real, events: readonly SemanticEmailEvent[]): Promise<void> => {
  for await (const outcome of real.client.send(events)) real.returned.push(outcome);
};
const next = (model: Model, count: number): SemanticEmailEvent[] => {
  const from = model.tracked;
  model.tracked += count;
  return Array.from({ length: count }, (_, n) => opened(from + n));
};

const command = (
  name: string,
  run: (model: Model, real: Real) => Promise<void> | void,
): fc.AsyncCommand<Model, Real> => ({
  check: () => true,
  run: async (model, real) => run(model, real),
  toString: () => name,
});
const count = fc.integer({ min: 1, max: 40 });
const commands = [
  count.map((n) => command(`track ${n}`, (model, real) => take(real, next(model, n)))),
  count.map((n) => command(`track ${n} with a signal`, (model, real) => take(real, next(model, n), real.abort.signal))),
  fc.constant(
    command("abort", (_, real) => {
      real.abort.abort();
      real.abort = new AbortController();
    }),
  ),
  count.map((n) => command(`send ${n}`, (model, real) => void stream(real, next(model, n)))),
  fc.array(fault, { minLength: 1, maxLength: 6 }).map((faults) =>
    command(`faults ${fc.stringify(faults)}`, (_, real) => {
      real.faults.push(...faults.map(({ kind, delayMs }) => ({ ...kind, delayMs })));
    }),
  ),
  fc.constantFrom(0, 1, 100, 3_000, 30_000).map((ms) => command(`advance ${ms}`, (_, real) => real.clock.advance(ms))),
  fc.constant(command("flush", (_, real) => void real.client.flush())),
  fc.constant(command("settle", (_, real) => real.clock.settle())),
  fc
    .constantFrom(0, 50, 10_000)
    .map((ms) => command(`close ${ms}`, (_, real) => void real.client.close({ timeoutMs: ms }))),
];

describe("any interleaving of calls, faults and time", () => {
  it("leads to exactly one correct outcome per event", async () => {
    const property = fc.asyncProperty(fc.commands(commands, { maxCommands: 30 }), async (run) => {
      const model: Model = { tracked: 0 };
      const real = createReal();
      await fc.asyncModelRun(() => ({ model, real }), run);
      let report: unknown;
      void real.client.close().then((given) => (report = given));
      await real.clock.advance(200_000);

      const all = sorted(Array.from({ length: model.tracked }, (_, n) => `message-${n}`));
      const ids = (outcomes: readonly Outcome<SemanticEmailEvent>[]) =>
        outcomes.map(({ event }) => event.messageId ?? "");
      expect(sorted(ids(real.outcomes))).toEqual(all);
      expect(sorted(ids(real.returned))).toEqual(all);
      expect(report).toBeDefined();

      const accepted = real.outcomes.filter(({ status }) => status === "delivered");
      for (const id of ids(accepted)) expect(real.stored.get(id)).toBeGreaterThan(0);
      expect(accepted.some(({ event }) => isBad({ ...event }))).toBe(false);
      const { queuedEvents, queuedBytes, requestsInFlight, ...counts } = real.client.stats();
      expect({ queuedEvents, queuedBytes, requestsInFlight }).toEqual({
        queuedEvents: 0,
        queuedBytes: 0,
        requestsInFlight: 0,
      });
      expect(counts.delivered + counts.rejected + counts.undelivered).toBe(model.tracked);
      expect(counts.delivered).toBe(accepted.length);
    });
    await fc.assert(property, { numRuns: 150 });
  }, 60_000);
});
