import { describe, expect, it } from "vitest";
import { setUp } from "../src/testing/client.ts";
import { opened } from "../src/testing/events.ts";
import { never, unavailable } from "../src/testing/fake-transport.ts";

describe("close", () => {
  it("delivers queued events, then accepts no more", async () => {
    const { client } = setUp();
    const outcome = client.track(opened(1));
    expect(await client.close()).toEqual({ undelivered: [], undeliveredCalls: [] });
    expect(await outcome).toMatchObject({ status: "delivered" });
    expect(await client.track(opened(2))).toMatchObject({ status: "undelivered", reason: "the client is closed" });
  });

  it("returns each event that wasn't delivered in time exactly once, in flight or not", async () => {
    const { client, clock, transport } = setUp(never, { maxInFlight: 1 });
    const first = client.track(opened(1));
    await clock.advance(100);
    const second = client.track(opened(2));
    void client.identify({ userId: "u" });
    const closed = client.close({ timeoutMs: 1_000 });
    await clock.advance(1_000);
    const undeliveredCalls = [{ userId: "u" }];
    expect(await closed).toEqual({ undelivered: [opened(1), opened(2)], undeliveredCalls });
    expect(await first).toMatchObject({ reason: expect.stringContaining("may have arrived") });
    expect(await second).toMatchObject({ reason: "the client is closed" });
    expect(transport.inFlight).toBe(1);
    expect(clock.pending).toBe(0);
    expect(await client.close()).toEqual({ undelivered: [opened(1), opened(2)], undeliveredCalls });
  });

  it("returns events that were added while it waited, and none that are added later", async () => {
    const { client, clock } = setUp(never);
    void client.track(opened(1));
    const closed = client.close({ timeoutMs: 1_000 });
    void client.track(opened(2));
    await clock.advance(1_000);
    const report = { undelivered: [opened(2), opened(1)], undeliveredCalls: [] };
    expect(await closed).toEqual(report);
    await client.track(opened(3));
    await client.identify({ userId: "u" });
    expect(await client.close()).toEqual(report);
  });

  it("starts no request if its signal is already aborted", async () => {
    const { client, transport } = setUp();
    const outcome = client.track(opened(1));
    expect(await client.close({ signal: AbortSignal.abort() })).toMatchObject({ undelivered: [opened(1)] });
    expect(await outcome).toMatchObject({ status: "undelivered", reason: "the client is closed" });
    expect(transport.seen).toEqual([]);
  });

  it("happens at the end of `await using`", async () => {
    const { client } = setUp();
    let outcome: Promise<unknown>;
    {
      await using scoped = client;
      outcome = scoped.track(opened(1));
    }
    expect(await outcome).toMatchObject({ status: "delivered" });
  });

  it("happens at once when the client's signal is aborted, without further requests", async () => {
    const abort = new AbortController();
    const { client, transport } = setUp(undefined, { signal: abort.signal });
    const outcome = client.track(opened(1));
    abort.abort();
    expect(await outcome).toMatchObject({ status: "undelivered", reason: "the client is closed" });
    expect(transport.seen).toEqual([]);
    expect(await client.close()).toEqual({ undelivered: [opened(1)], undeliveredCalls: [] });
    const dead = setUp(() => unavailable, { signal: AbortSignal.abort() });
    expect(await dead.client.track(opened(1))).toMatchObject({ status: "undelivered" });
  });

  it("stops waiting when the client's signal is aborted", async () => {
    const abort = new AbortController();
    const { client, clock } = setUp(never, { signal: abort.signal });
    const outcome = client.track(opened(1));
    const closed = client.close();
    abort.abort();
    expect(await closed).toEqual({ undelivered: [opened(1)], undeliveredCalls: [] });
    expect(await outcome).toMatchObject({ status: "undelivered" });
    expect(clock.pending).toBe(0);
  });
});
