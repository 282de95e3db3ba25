import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { EmailOpened } from "@email-events/core";
import { collect, setUp, undelivered } from "../src/testing/client.ts";
import { opened, openedTimes } from "../src/testing/events.ts";
import { accepted, rejected, unavailable } from "../src/testing/fake-transport.ts";

interface Sender {
  readonly toSource: (events: readonly EmailOpened[]) => Iterable<EmailOpened> | AsyncIterable<EmailOpened>;
  readonly lengths: readonly number[];
}

describe("the queue", () => {
  it.each([
    { answersAfterMs: 50, inFlight: 8 },
    { answersAfterMs: 100, inFlight: 32 },
    { answersAfterMs: 100, maxInFlight: 8, inFlight: 8 },
    { answersAfterMs: 50, maxInFlight: 12, inFlight: 12 },
  ])("has more requests in flight to a far server: %j", async ({ answersAfterMs, inFlight, ...limits }) => {
    const answer = () =>
      new Promise<typeof accepted>((resolve) => clock.after(answersAfterMs, () => resolve(accepted)));
    const { client, clock, transport } = setUp(answer, { maxBatchBytes: 1_000, ...limits });
    const sent = collect(client.send(openedTimes(1_000)));
    await clock.advance(60_000);
    expect(await sent).toHaveLength(1_000);
    expect(transport.maxInFlight).toBe(inFlight);
  });

  it("refuses calls over its limit, and ready() waits for space", async () => {
    const { client, clock } = setUp(() => new Promise((resolve) => clock.after(1_000, () => resolve(accepted))), {
      maxQueueBytes: 1_000,
    });
    const outcomes = openedTimes(10).map((event) => client.track(event));
    let ready = false;
    void client.ready().then(() => (ready = true));
    await clock.advance(500);
    expect(ready).toBe(false);
    await clock.advance(1_000);
    expect(ready).toBe(true);
    const full = undelivered(await Promise.all(outcomes));
    expect(full.length).toBeGreaterThan(5);
    expect(full[0]).toMatchObject({ reason: expect.stringMatching(/queue is full.*await ready/) });
  });

  it("has space for every event of concurrent sends, even if they grow", async () => {
    const answer = () => new Promise<typeof accepted>((resolve) => clock.after(200, () => resolve(accepted)));
    const { client, clock } = setUp(answer, { maxQueueBytes: 200_000, deadlineMs: 1e9 });
    const growing = [...openedTimes(1_000), ...openedTimes(40).map((event, n) => opened(n, "x".repeat(30_000)))];
    const sent = Promise.all(
      [growing, openedTimes(2_000), openedTimes(2_000)].map((events) => collect(client.send(events))),
    );
    await clock.advance(60_000);
    const outcomes = (await sent).flat();
    expect(outcomes).toHaveLength(5_040);
    expect(undelivered(outcomes)).toEqual([]);
  });

  it("is never full for send, whatever the number of sends and their sources", async () => {
    const sources = [
      (events: readonly EmailOpened[]) => events,
      (events: readonly EmailOpened[]) => events.values(),
      async function* (events: readonly EmailOpened[]) {
        yield* events;
      },
    ];
    const sender: fc.Arbitrary<Sender> = fc.record({
      toSource: fc.constantFrom(...sources),
      lengths: fc.array(fc.oneof(fc.nat({ max: 100 }), fc.nat({ max: 20_000 })), { maxLength: 60 }),
    });
    const run = async (maxQueueBytes: number, senders: readonly Sender[]) => {
      const answer = () => new Promise<typeof accepted>((resolve) => clock.after(10, () => resolve(accepted)));
      const { client, clock } = setUp(answer, { maxQueueBytes, deadlineMs: 1e9 });
      const sent = senders.map(({ toSource, lengths }) =>
        collect(client.send(toSource(lengths.map((length, n) => opened(n, "x".repeat(length)))))),
      );
      const outcomes = Promise.all(sent);
      await clock.advance(1_000_000);
      expect((await outcomes).flat().filter(({ status }) => status !== "delivered")).toEqual([]);
      expect((await outcomes).map(({ length }) => length)).toEqual(senders.map(({ lengths }) => lengths.length));
    };
    const queue = fc.oneof(fc.integer({ min: 1, max: 2_000 }), fc.integer({ min: 1, max: 200_000 }));
    await fc.assert(fc.asyncProperty(queue, fc.array(sender, { maxLength: 20 }), run), { numRuns: 50 });
  });

  it("makes send wait if it is full", async () => {
    const answer = () => new Promise<typeof accepted>((resolve) => clock.after(200, () => resolve(accepted)));
    const { client, clock } = setUp(answer, { maxQueueBytes: 1_000 });
    const others = openedTimes(10).map((event) => client.track(event));
    const sent = collect(client.send(openedTimes(10)));
    await clock.advance(10_000);
    expect(undelivered(await sent)).toEqual([]);
    expect(undelivered(await Promise.all(others)).length).toBeGreaterThan(0);
  });

  it("has space again when its calls are returned while a call waits", async () => {
    const { client } = setUp(undefined, { maxQueueBytes: 1_000 });
    const abort = new AbortController();
    const others = openedTimes(4).map((event) => client.track(event, { signal: abort.signal }));
    abort.abort();
    await client.ready();
    expect(undelivered(await Promise.all(others))).toHaveLength(4);
  });

  it("lets send continue when a call of track is withdrawn", async () => {
    const { client, clock } = setUp((_, __, nth) => (nth === 1 ? unavailable : accepted), { maxQueueBytes: 1_000 });
    const abort = new AbortController();
    const others = openedTimes(4).map((event) => client.track(event, { signal: abort.signal }));
    const sent = collect(client.send(openedTimes(2)));
    await clock.advance(50);
    abort.abort();
    expect(undelivered([await client.track(null as never)])).toEqual([]);
    await clock.advance(10_000);
    expect((await sent).map(({ status }) => status)).toEqual(["delivered", "delivered"]);
    expect(undelivered(await Promise.all(others))).toHaveLength(4);
  });

  it("flush() sends at once and waits for queued events, retries included, but not for later ones", async () => {
    const { client, clock, transport } = setUp((_, __, nth) => (nth === 1 ? unavailable : accepted));
    void client.track(opened(1));
    let flushed = false;
    void client.flush().then(() => (flushed = true));
    await clock.settle();
    expect([transport.seen.length, flushed]).toEqual([1, false]);
    void client.track(opened(2));
    await clock.advance(200);
    expect(flushed).toBe(true);
    expect(client.stats().delivered).toBeGreaterThanOrEqual(1);
    await setUp().client.flush();
  });

  it("flush() waits for every part of a bisected batch", async () => {
    const { client } = setUp(({ calls }) => (calls.length > 1 ? rejected(400) : accepted));
    const outcomes = Promise.all(openedTimes(8).map((event) => client.track(event)));
    await client.flush();
    expect(client.stats()).toMatchObject({ delivered: 8, queuedEvents: 0 });
    expect(await outcomes).toHaveLength(8);
  });
});
