import { describe, expect, it, onTestFinished, vi } from "vitest";
import { createPipelinesClient } from "../src/index.ts";
import { setUp } from "../src/testing/client.ts";
import { opened, openedTimes } from "../src/testing/events.ts";
import { accepted, createFakeTransport, unavailable } from "../src/testing/fake-transport.ts";

/** The time of day, which the client only sends to the API; it waits by its own clock. */
const setTimeOfDay = (iso: string): void => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date(iso) });
  onTestFinished(() => void vi.useRealTimers());
};

describe("track", () => {
  it("waits for the linger time, and sends all events of it in one request", async () => {
    const { client, clock, transport } = setUp();
    const outcomes = Promise.all(openedTimes(3).map((event) => client.track(event)));
    await clock.advance(99);
    expect(transport.seen).toHaveLength(0);
    await clock.advance(1);
    expect(await outcomes).toEqual(openedTimes(3).map((event) => ({ status: "delivered", event })));
    expect(transport.seen.map(({ path, calls }) => [path, calls.length])).toEqual([["/v1/batch", 3]]);
  });

  it("requests strict mode, with the key as user name", async () => {
    const { client, clock, transport } = setUp();
    void client.track(opened(1));
    await clock.advance(100);
    expect(transport.seen[0]?.headers).toMatchObject({
      "x-strict-mode": "1",
      authorization: `Basic ${btoa("sk_secret:")}`,
      "content-type": "application/json",
    });
  });

  it("doesn't request strict mode with strict: false", async () => {
    const { client, clock, transport } = setUp(undefined, { strict: false });
    void client.track(opened(1));
    await clock.advance(100);
    expect(transport.seen[0]?.headers).not.toHaveProperty("x-strict-mode");
  });

  it("sends the event unchanged, with sentAt in the envelope, and the library as default context", async () => {
    setTimeOfDay("2026-02-03T04:05:06.789Z");
    const { client, clock, transport } = setUp();
    const event = { ...opened(1), context: { ip: "192.0.2.1" } };
    void client.track(event);
    void client.track(opened(2));
    await clock.advance(100);
    const { batch, sentAt } = JSON.parse(transport.seen[0]?.text ?? "");
    const library = { name: "@email-events/pipelines", version: expect.stringMatching(/^\d+\.\d+\.\d+/) };
    expect(batch).toEqual([event, { ...opened(2), context: { library } }]);
    expect(sentAt).toBe("2026-02-03T04:05:06.789Z");
  });

  it("adds a missing id, keeps it across retries, and doesn't modify the caller's object", async () => {
    const { client, clock, transport } = setUp((_, __, nth) => (nth === 1 ? unavailable : accepted));
    const { messageId: _, ...event } = opened(1);
    Object.freeze(event);
    const both = Promise.all([client.track(event), client.track(event)]);
    await clock.advance(1_000);
    expect((await both).map((outcome) => outcome.event === event)).toEqual([true, true]);
    const ids = transport.seen.map(({ calls }) => calls.map((call) => call["messageId"]));
    expect(ids[0]).toEqual(ids[1]);
    expect(new Set(ids[0]).size).toBe(2);
    expect(ids[0]?.[0]).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("derives a missing id with the caller's function", async () => {
    const { client, clock, transport } = setUp(undefined, { messageId: (event) => `id of ${event.userId}` });
    const { messageId: _, ...event } = opened(1);
    void client.track(event);
    void client.track(opened(2));
    await clock.advance(100);
    expect(transport.seen[0]?.calls.map((call) => call["messageId"])).toEqual(["id of user-1", "message-2"]);
  });

  it("works when the time of day steps back", async () => {
    const transport = createFakeTransport();
    await using client = createPipelinesClient({ writeKey: "key", transport, lingerMs: 0 });
    setTimeOfDay("2026-02-03T04:05:06.789Z");
    expect(await client.track(opened(1))).toMatchObject({ status: "delivered" });
    vi.setSystemTime("2026-02-03T03:05:06.789Z");
    expect(await client.track(opened(2))).toMatchObject({ status: "delivered" });
  });

  it("makes one request per call in track mode", async () => {
    setTimeOfDay("2026-02-03T04:05:06.789Z");
    const { client, clock, transport } = setUp(undefined, { mode: "track" });
    const outcomes = Promise.all([client.track(opened(1)), client.identify({ userId: "u", traits: { plan: "pro" } })]);
    await clock.advance(0);
    expect((await outcomes).map(({ status }) => status)).toEqual(["delivered", "delivered"]);
    expect(transport.seen.map(({ path }) => path)).toEqual(["/v1/track", "/v1/identify"]);
    expect(JSON.parse(transport.seen[0]?.text ?? "")).toMatchObject({
      ...opened(1),
      sentAt: "2026-02-03T04:05:06.789Z",
    });
  });
});

describe("other calls", () => {
  it("are typed and sent with their own type", async () => {
    const { client, clock, transport } = setUp();
    void client.trackCustom({ userId: "u", event: "Coupon Used", properties: { code: "A" } });
    void client.identify({ anonymousId: "a", traits: { plan: "pro" } });
    await clock.advance(100);
    expect(transport.seen[0]?.calls).toMatchObject([
      { type: "track", event: "Coupon Used" },
      { type: "identify", traits: { plan: "pro" } },
    ]);
  });

  it("in a raw batch are sent at once, with outcomes in the order of the calls", async () => {
    const { client, transport } = setUp();
    const calls = [
      { type: "page", userId: "u", name: "Home" },
      { type: "nonsense", userId: "u" },
      { type: "group", userId: "u", groupId: "g" },
    ] as const;
    const outcomes = await client.batch(calls as never);
    expect(outcomes.map(({ status }) => status)).toEqual(["delivered", "rejected", "delivered"]);
    expect(transport.seen).toHaveLength(1);
  });
});
