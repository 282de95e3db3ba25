import { describe, expect, it } from "vitest";
import { collect, setUp, undelivered } from "./testing/client.ts";
import { opened, openedTimes } from "./testing/events.ts";
import { accepted, rejected, unavailable } from "./testing/fake-transport.ts";

describe("the queue", () => {
  it("refuses calls over its limit, and ready() waits for room", async () => {
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

  it("has room for every event of send, though they grow, and for those of others who send at the same time", async () => {
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

  it("makes send wait when others have filled it", async () => {
    const answer = () => new Promise<typeof accepted>((resolve) => clock.after(200, () => resolve(accepted)));
    const { client, clock } = setUp(answer, { maxQueueBytes: 1_000 });
    const others = openedTimes(10).map((event) => client.track(event));
    const sent = collect(client.send(openedTimes(10)));
    await clock.advance(10_000);
    expect(undelivered(await sent)).toEqual([]);
    expect(undelivered(await Promise.all(others)).length).toBeGreaterThan(0);
  });

  it("flush() sends at once and waits for what is queued, retries included, but not for what comes after", async () => {
    const { client, clock, transport } = setUp((_, __, nth) => (nth === 1 ? unavailable : accepted));
    void client.track(opened(1));
    let flushed = false;
    void client.flush().then(() => (flushed = true));
    await clock.settle();
    expect([transport.seen.length, flushed]).toEqual([1, false]);
    void client.track(opened(2));
    await clock.advance(200);
    expect(flushed).toBe(true);
    expect(client.stats().accepted).toBeGreaterThanOrEqual(1);
    await setUp().client.flush();
  });

  it("flush() waits for every part of a bisected batch", async () => {
    const { client } = setUp(({ calls }) => (calls.length > 1 ? rejected(400) : accepted));
    const outcomes = Promise.all(openedTimes(8).map((event) => client.track(event)));
    await client.flush();
    expect(client.stats()).toMatchObject({ accepted: 8, queuedEvents: 0 });
    expect(await outcomes).toHaveLength(8);
  });
});
