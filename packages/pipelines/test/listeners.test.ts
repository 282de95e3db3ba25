import { getEventListeners } from "node:events";
import { describe, expect, it } from "vitest";
import { setUp } from "../src/testing/client.ts";
import { opened, openedTimes } from "../src/testing/events.ts";
import { accepted, never, rejected, unavailable } from "../src/testing/fake-transport.ts";

const count = (signal: AbortSignal): number => getEventListeners(signal, "abort").length;

describe("a signal that many calls share", () => {
  it.each([
    ["delivered", () => accepted, {}],
    ["rejected by the API", () => rejected(400), {}],
    ["rejected without a request", () => accepted, { maxEventBytes: 10 }],
    ["refused with the key", () => rejected(401), {}],
    ["undelivered at their deadline", () => unavailable, { deadlineMs: 1_000 }],
    ["undelivered, because the queue is full", () => never(), { maxQueueBytes: 1 }],
    ["undelivered, because the client is closed", () => never(), { signal: AbortSignal.abort() }],
  ])("has one listener at most, and none once all of them are %s", async (_, answer, options) => {
    const { signal } = new AbortController();
    const { client, clock } = setUp(answer, options);
    const outcomes = [
      ...openedTimes(20).map((event) => client.track(event, { signal })),
      client.identify({ userId: "u" }, { signal }),
      client.batch([{ type: "page" }, { type: "track" }], { signal }),
    ];
    expect(count(signal)).toBeLessThanOrEqual(1);
    await clock.advance(5_000);
    await client.close({ timeoutMs: 0 });
    await Promise.all(outcomes);
    expect(count(signal)).toBe(0);
  });

  it("has none once it was aborted, and once they were refused for it", async () => {
    const abort = new AbortController();
    const { client, clock } = setUp(never);
    const queued = client.track(opened(1), { signal: abort.signal });
    abort.abort();
    const late = client.track(opened(2), { signal: abort.signal });
    await clock.advance(1);
    expect(await Promise.all([queued, late])).toMatchObject([{ status: "undelivered" }, { status: "undelivered" }]);
    expect(count(abort.signal)).toBe(0);
  });

  it("still withdraws the others after the first have their outcome", async () => {
    const abort = new AbortController();
    const { client, clock } = setUp((_, __, nth) => (nth === 1 ? accepted : never()), { maxInFlight: 1 });
    const given = { signal: abort.signal };
    const first = client.track(opened(1), given);
    await clock.advance(100);
    expect(await first).toMatchObject({ status: "delivered" });
    void client.track(opened(2));
    await clock.advance(100);
    const [second, third] = [client.track(opened(3), given), client.track({ ...opened(4), userId: "" }, given)];
    expect(await third).toMatchObject({ status: "rejected" });
    expect(count(abort.signal)).toBe(1);
    abort.abort();
    await clock.advance(1);
    expect(await second).toMatchObject({ status: "undelivered", reason: "aborted by its signal" });
  });
});
