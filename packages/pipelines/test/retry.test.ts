import { describe, expect, it } from "vitest";
import { setUp, undelivered } from "../src/testing/client.ts";
import { opened, openedTimes } from "../src/testing/events.ts";
import { accepted, unavailable } from "../src/testing/fake-transport.ts";
import type { RequestOutcome } from "../src/transport/transport.ts";

describe("retry", () => {
  it("tries again after a back-off, and reports retry and pause", async () => {
    const told: unknown[] = [];
    const { client, clock, transport } = setUp((_, __, nth) => (nth < 3 ? unavailable : accepted), {
      onRetry: (retry) => told.push(retry),
      onPause: ({ ms, cause }) => told.push({ ms: Math.ceil(ms), cause }),
    });
    const outcome = client.track(opened(1));
    await clock.advance(10_000);
    expect(await outcome).toMatchObject({ status: "delivered" });
    expect(transport.seen.map(({ at }) => Math.ceil(at - (transport.seen[0]?.at ?? 0)))).toEqual([0, 200, 600]);
    expect(told).toEqual([
      { attempt: 1, events: 1, cause: "HTTP 503" },
      { ms: 200, cause: "HTTP 503" },
      { attempt: 2, events: 1, cause: "HTTP 503" },
      { ms: 400, cause: "HTTP 503" },
    ]);
  });

  it("waits for Retry-After, with every request", async () => {
    const answer: RequestOutcome = { status: "retryable", cause: "HTTP 429", retryAfterMs: 45_000 };
    const { client, clock, transport } = setUp((_, __, nth) => (nth === 1 ? answer : accepted));
    void client.track(opened(1));
    await clock.advance(100);
    const late = client.track(opened(2));
    await clock.advance(44_000);
    expect(transport.seen).toHaveLength(1);
    await clock.advance(1_100);
    expect(await late).toMatchObject({ status: "delivered" });
  });

  it("makes one more attempt if Retry-After passes the deadline, then returns the events without waiting for it", async () => {
    const answer: RequestOutcome = { status: "retryable", cause: "HTTP 429", retryAfterMs: 3_600_000 };
    const { client, clock, transport } = setUp(() => answer);
    const outcome = client.track(opened(1));
    await clock.advance(300_200);
    expect(await outcome).toMatchObject({ status: "undelivered", reason: expect.stringContaining("HTTP 429") });
    await clock.advance(4_000_000);
    expect(transport.seen).toHaveLength(2);
  });

  it("doesn't make a new event share the deadline of an old one", async () => {
    const { client, clock } = setUp(({ at }) => (at - start < 1_200 ? unavailable : accepted), {
      deadlineMs: 1_000,
      backoffCapMs: 50,
      maxInFlight: 1,
    });
    const start = clock.now();
    const outcomes = [0, 60, 120, 940].map(async (ms, n) => {
      await new Promise<void>((resolve) => void clock.after(ms, resolve));
      return client.track(opened(n));
    });
    await clock.advance(3_000);
    const statuses = (await Promise.all(outcomes)).map(({ status }) => status);
    expect(statuses).toEqual(["undelivered", "undelivered", "undelivered", "delivered"]);
  });

  it("returns events at the deadline, including those that were never sent", async () => {
    const { client, clock, transport } = setUp(() => unavailable, { deadlineMs: 5_000, lingerMs: 0 });
    const first = client.track(opened(1));
    await clock.advance(1_000);
    const second = client.track(opened(2));
    await clock.advance(6_000);
    expect(undelivered(await Promise.all([first, second]))).toHaveLength(2);
    expect(transport.seen.every(({ at }) => at <= (transport.seen[0]?.at ?? 0) + 6_000)).toBe(true);
    expect(client.stats()).toMatchObject({ undelivered: 2, queuedEvents: 0, queuedBytes: 0 });
    expect(clock.pending).toBe(0);
  });

  it("treats a request without an answer as failed, and aborts it", async () => {
    const signals: AbortSignal[] = [];
    const { client, clock } = setUp((_, signal, nth) => {
      signals.push(signal);
      return nth === 1 ? new Promise<RequestOutcome>(() => {}) : accepted;
    });
    const outcome = client.track(opened(1));
    await clock.advance(30_099);
    expect(signals[0]?.aborted).toBe(false);
    await clock.advance(1_000);
    expect(signals[0]?.aborted).toBe(true);
    expect(await outcome).toMatchObject({ status: "delivered" });
  });

  it("treats a transport that throws as a network error", async () => {
    const { client, clock } = setUp((_, __, nth) => {
      if (nth === 1) throw new Error("socket gone");
      return accepted;
    });
    const outcome = client.track(opened(1));
    await clock.advance(1_000);
    expect(await outcome).toMatchObject({ status: "delivered" });
  });

  it("sends one probe after an outage, not everything in the queue", async () => {
    const { client, clock, transport } = setUp(
      ({ at }) => (at < Date.parse("2026-01-01T00:01:00.000Z") ? unavailable : accepted),
      { maxBatchBytes: 2_000, lingerMs: 0 },
    );
    const outcomes = Promise.all(openedTimes(100).map((event) => client.track(event)));
    await clock.advance(1_000);
    const before = transport.seen.length;
    await clock.advance(58_000);
    expect(transport.maxInFlight).toBe(8);
    expect(transport.seen.length - before).toBeLessThan(15);
    await clock.advance(60_000);
    expect((await outcomes).every(({ status }) => status === "delivered")).toBe(true);
  });

  it("collects single events in few requests while the server is down", async () => {
    const recoversAt = Date.parse("2026-01-01T00:05:00.000Z");
    const { client, clock, transport } = setUp(({ at }) => (at < recoversAt ? unavailable : accepted));
    const outcomes: Promise<{ readonly status: string }>[] = [];
    while (clock.now() < recoversAt) {
      outcomes.push(client.track(opened(outcomes.length)));
      await clock.advance(1_000);
    }
    await clock.advance(60_000);
    expect(new Set((await Promise.all(outcomes)).map(({ status }) => status))).toEqual(new Set(["delivered"]));
    expect(transport.seen.filter(({ at }) => at >= recoversAt).length).toBeLessThanOrEqual(7);
  });
});
