import { describe, expect, it } from "vitest";
import type { RequestOutcome } from "../src/index.ts";
import { setUp } from "../src/testing/client.ts";
import { opened, openedTimes } from "../src/testing/events.ts";
import { accepted, never, unavailable } from "../src/testing/fake-transport.ts";

const ids = (calls: readonly Readonly<Record<string, unknown>>[] = []) => calls.map((call) => call["messageId"]);

describe("aborting a call", () => {
  it("with a value that isn't a signal is rejected, and other calls are sent", async () => {
    const { client, clock } = setUp();
    const signal = new AbortController() as unknown as AbortSignal;
    await expect(client.track(opened(1), { signal })).rejects.toThrow(TypeError);
    const outcome = client.track(opened(2));
    await clock.advance(100);
    expect(await outcome).toMatchObject({ status: "delivered" });
    expect(client.stats()).toMatchObject({ delivered: 1, queuedEvents: 0 });
  });

  it("that isn't in flight makes it undelivered with the reason, and the others are sent", async () => {
    const { client, clock, transport } = setUp();
    const abort = new AbortController();
    const outcomes = openedTimes(6).map((event, n) =>
      client.track(event, n % 5 === 0 || n === 2 ? { signal: abort.signal } : undefined),
    );
    abort.abort();
    expect(await outcomes[2]).toEqual({
      status: "undelivered",
      event: opened(2),
      reason: "aborted by its signal",
    });
    expect(client.stats()).toMatchObject({ queuedEvents: 3, undelivered: 3 });
    const late = client.track(opened(6));
    await clock.advance(100);
    expect((await Promise.all(outcomes)).filter(({ status }) => status === "delivered")).toHaveLength(3);
    expect(await late).toMatchObject({ status: "delivered" });
    expect(transport.seen.map(({ calls }) => ids(calls))).toEqual([[1, 3, 4, 6].map((n) => `message-${n}`)]);
    expect(client.stats()).toMatchObject({ queuedEvents: 0, queuedBytes: 0 });
  });

  it("that is the only one leaves nothing behind, not even a timer", async () => {
    const { client, clock, transport } = setUp();
    const abort = new AbortController();
    const outcomes = openedTimes(3).map((event) => client.track(event, { signal: abort.signal }));
    const flushed = client.flush();
    const other = client.track(opened(4), { signal: abort.signal });
    await flushed;
    abort.abort();
    expect(await Promise.all(outcomes)).toMatchObject([{}, {}, {}].map(() => ({ status: "delivered" })));
    expect(await other).toMatchObject({ status: "undelivered" });
    await clock.advance(1_000);
    expect([transport.seen.length, clock.pending]).toEqual([1, 0]);
    await client.flush();
  });

  it("that is in flight doesn't change its outcome", async () => {
    let answer = (_: RequestOutcome): void => {};
    const { client, clock } = setUp(() => new Promise((resolve) => (answer = resolve)));
    const abort = new AbortController();
    const outcome = client.track(opened(1), { signal: abort.signal });
    await clock.advance(100);
    abort.abort();
    answer(accepted);
    expect(await outcome).toEqual({ status: "delivered", event: opened(1) });
  });

  it("that is in flight prevents its retry, but not that of its batch", async () => {
    let answer = (_: RequestOutcome): void => {};
    const { client, clock, transport } = setUp((_, __, nth) =>
      nth === 1 ? new Promise((resolve) => (answer = resolve)) : accepted,
    );
    const abort = new AbortController();
    const outcome = client.track(opened(1), { signal: abort.signal });
    const other = client.track(opened(2));
    await clock.advance(100);
    abort.abort();
    answer(unavailable);
    expect(await outcome).toMatchObject({
      status: "undelivered",
      reason: "aborted by its signal; it may have arrived",
    });
    await clock.advance(1_000);
    expect(await other).toMatchObject({ status: "delivered" });
    expect(ids(transport.seen[1]?.calls)).toEqual(["message-2"]);
  });

  it("of a batch that never reached the API leaves no doubt", async () => {
    const { client, clock } = setUp(() => ({ status: "retryable", cause: "no connection", isUnsent: true }));
    const abort = new AbortController();
    const outcome = client.track(opened(1), { signal: abort.signal });
    void client.track(opened(2));
    await clock.advance(100);
    abort.abort();
    expect(await outcome).toMatchObject({ status: "undelivered", reason: "aborted by its signal" });
  });

  it("that is in flight removes it from a batch that is bisected", async () => {
    let answer = (_: RequestOutcome): void => {};
    const { client, clock, transport } = setUp((_, __, nth) =>
      nth === 1 ? new Promise((resolve) => (answer = resolve)) : accepted,
    );
    const abort = new AbortController();
    const outcomes = openedTimes(4).map((event, n) => client.track(event, n < 2 ? { signal: abort.signal } : {}));
    const flushed = client.flush();
    await clock.settle();
    abort.abort();
    answer({ status: "rejected", httpStatus: 400, body: "" });
    await flushed;
    expect((await Promise.all(outcomes)).map(({ status }) => status)).toEqual([
      "undelivered",
      "undelivered",
      "delivered",
      "delivered",
    ]);
    expect(transport.seen).toHaveLength(2);
  });

  it("that waits for its next attempt makes it undelivered", async () => {
    const { client, clock, transport } = setUp(() => unavailable);
    const abort = new AbortController();
    const outcome = client.track(opened(1), { signal: abort.signal });
    await clock.advance(100);
    abort.abort();
    expect(await outcome).toMatchObject({ status: "undelivered", reason: expect.stringContaining("may have arrived") });
    await clock.advance(60_000);
    expect([transport.seen.length, clock.pending]).toEqual([1, 0]);
  });

  it.each([{}, { mode: "track", maxInFlight: 1 }] as const)("works for every type of call: %j", async (options) => {
    const { client, clock } = setUp(never, options);
    void client.track(opened(0));
    await clock.advance(100);
    const abort = new AbortController();
    const given = { signal: abort.signal };
    const outcomes = Promise.all([
      client.track(opened(1), given),
      client.trackCustom({ userId: "u", event: "Coupon Used" }, given),
      client.identify({ userId: "u" }, given),
    ]);
    abort.abort();
    expect((await outcomes).map(({ status }) => status)).toEqual(Array(3).fill("undelivered"));
    expect(await client.batch([{ type: "page", userId: "u" }], given)).toMatchObject([{ status: "undelivered" }]);
    expect(client.stats()).toMatchObject({ queuedEvents: 1, undelivered: 4 });
  });
});

describe("aborting a wait", () => {
  it("ends only flush() and ready()", async () => {
    const { client, clock } = setUp(never, { maxQueueBytes: 100 });
    const outcome = client.track(opened(1));
    const abort = new AbortController();
    const waits = Promise.all([client.flush({ signal: abort.signal }), client.ready({ signal: abort.signal })]);
    let ended = false;
    void waits.then(() => (ended = true));
    await clock.settle();
    expect(ended).toBe(false);
    abort.abort();
    await waits;
    await client.ready({ signal: abort.signal });
    expect(client.stats().queuedEvents).toBe(1);
    void client.close({ timeoutMs: 0 });
    await clock.advance(0);
    expect(await outcome).toMatchObject({ status: "undelivered" });
  });

  it("makes close() return the calls without an outcome", async () => {
    const { client, clock } = setUp(never);
    void client.track(opened(1));
    const abort = new AbortController();
    const closed = client.close({ timeoutMs: 60_000, signal: abort.signal });
    await clock.advance(1_000);
    abort.abort();
    expect(await closed).toEqual({ undelivered: [opened(1)], undeliveredCalls: [] });
    expect(clock.pending).toBe(0);
  });
});
