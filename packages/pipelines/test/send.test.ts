import type { SemanticEmailEvent } from "@email-events/core";
import { describe, expect, it } from "vitest";
import { collect, setUp } from "../src/testing/client.ts";
import { opened, openedTimes } from "../src/testing/events.ts";
import { accepted, never } from "../src/testing/fake-transport.ts";

describe("send", () => {
  it("reads no faster than the API accepts events, and no faster than its outcomes are read", async () => {
    let read = 0;
    function* events() {
      for (; ; read += 1) yield opened(read);
    }
    const { client, clock } = setUp(never, { maxBatchBytes: 10_000 });
    const stuck = client.send(events())[Symbol.asyncIterator]();
    void stuck.next();
    await clock.advance(1_000);
    expect(client.stats().queuedBytes).toBeLessThan(101_000);
    expect(read).toBeGreaterThan(300);
    expect(read).toBeLessThan(500);

    read = 0;
    const fast = setUp();
    const unread = fast.client.send(events())[Symbol.asyncIterator]();
    await Promise.all([unread.next(), fast.clock.advance(10_000)]);
    expect(read).toBeLessThan(30_000);
    const before = read;
    await fast.clock.advance(10_000);
    expect(read).toBe(before);
  });

  it("accepts an async source, and doesn't wait for the linger time at its end", async () => {
    async function* events() {
      yield opened(1);
      yield opened(2);
    }
    const { client } = setUp();
    expect(await collect(client.send(events()))).toHaveLength(2);
  });

  it("rethrows an error of the source, after the outcomes of earlier events", async () => {
    function* events() {
      yield opened(1);
      throw new Error("disk gone");
    }
    const { client } = setUp();
    const outcomes: unknown[] = [];
    const run = async () => {
      for await (const outcome of client.send(events())) outcomes.push(outcome);
    };
    await expect(run()).rejects.toThrow("disk gone");
    expect(outcomes).toHaveLength(1);
  });

  it("stops reading when aborted, and still yields the outcomes of events that were read", async () => {
    const abort = new AbortController();
    let read = 0;
    async function* events() {
      for (; ; read += 1) {
        if (read === 10) abort.abort();
        yield opened(read);
      }
    }
    const { client } = setUp();
    const outcomes = await collect(client.send(events(), { signal: abort.signal }));
    expect(read).toBe(10);
    expect(outcomes).toHaveLength(11);
    expect(client.stats()).toMatchObject({ delivered: 11, undelivered: 0 });
    expect(await collect(client.send(openedTimes(3), { signal: abort.signal }))).toEqual([]);
  });

  it("ends when aborted, even while its source never yields", async () => {
    const abort = new AbortController();
    async function* events() {
      yield opened(1);
      await new Promise(() => {});
    }
    const { client, clock } = setUp();
    const sent = collect(client.send(events(), { signal: abort.signal }));
    await clock.advance(1_000);
    abort.abort();
    expect(await sent).toMatchObject([{ status: "delivered" }]);
  });

  it("delivers an event that was requested before reading stopped", async () => {
    const abort = new AbortController();
    let goOn = (): void => {};
    let hasReadOn = false;
    async function* events() {
      yield opened(1);
      await new Promise<void>((resolve) => (goOn = resolve));
      yield opened(2);
      hasReadOn = true;
    }
    const { client, clock } = setUp();
    const sent = collect(client.send(events(), { signal: abort.signal }));
    await clock.advance(1_000);
    abort.abort();
    expect(await sent).toHaveLength(1);
    goOn();
    await clock.advance(1_000);
    expect(client.stats()).toMatchObject({ delivered: 2, queuedEvents: 0 });
    expect(hasReadOn).toBe(false);
  });

  it("yields the outcome of an event that waits for space when it is aborted", async () => {
    const answer = () => new Promise<typeof accepted>((resolve) => clock.after(200, () => resolve(accepted)));
    const { client, clock } = setUp(answer, { maxQueueBytes: 1_000 });
    const abort = new AbortController();
    let asked = 0;
    const source = async function* () {
      asked += 1;
      // Other calls take the space first.
      for (const event of openedTimes(4)) void client.track(event);
      yield opened(9);
      asked += 1;
      yield opened(10);
    };
    const sent = collect(client.send(source(), { signal: abort.signal }));
    await clock.advance(50);
    expect(asked).toBe(1);
    abort.abort();
    await clock.advance(10_000);
    expect(await sent).toEqual([{ status: "delivered", event: opened(9) }]);
  });

  it("throws if its signal isn't one, and reads nothing", () => {
    const { client, transport } = setUp();
    for (const signal of [{}, new AbortController(), "abort"]) {
      expect(() => client.send(openedTimes(3), { signal: signal as never })).toThrow(TypeError);
    }
    expect(transport.seen).toEqual([]);
  });

  it("stops reading when its reader does", async () => {
    let read = 0;
    let closed = false;
    function* events() {
      try {
        for (; ; read += 1) yield opened(read);
      } finally {
        closed = true;
      }
    }
    const { client, clock } = setUp(undefined, { maxBatchBytes: 2_000 });
    for await (const outcome of client.send(events())) if (outcome.status === "delivered") break;
    await clock.advance(1_000);
    expect(closed).toBe(true);
    expect(client.stats().queuedEvents).toBe(0);
  });

  it("resolves each concurrent next() with an outcome, and the others with the end", async () => {
    const { client, clock } = setUp();
    const outcomes = client.send(openedTimes(3))[Symbol.asyncIterator]();
    const asked = Promise.all(Array.from({ length: 5 }, () => outcomes.next()));
    await clock.advance(1_000);
    const ids = (await asked).map(({ done, value }) => (done ? "end" : value.event.messageId));
    expect(ids).toEqual(["message-0", "message-1", "message-2", "end", "end"]);
  });

  it("stays ended after an error of its source, and after its loop is left", async () => {
    function* events() {
      yield* openedTimes(3);
      throw new Error("disk gone");
    }
    const { client, clock } = setUp();
    const end = { done: true, value: undefined };
    const failing = client.send(events())[Symbol.asyncIterator]();
    const asked = Promise.allSettled(Array.from({ length: 6 }, () => failing.next()));
    await clock.advance(1_000);
    expect((await asked).map(({ status }) => status)).toEqual([
      ...Array(3).fill("fulfilled"),
      "rejected",
      ...Array(2).fill("fulfilled"),
    ]);
    expect(await failing.next()).toEqual(end);

    const left = client.send(openedTimes(3))[Symbol.asyncIterator]();
    const first = left.next();
    await clock.advance(1_000);
    expect((await first).done).toBe(false);
    expect(await left.return?.()).toEqual(end);
    expect(await left.next()).toEqual(end);
  });

  it("rejects undefined events", async () => {
    const { client, clock, transport } = setUp();
    const sparse = [opened(0)];
    sparse[2] = opened(2);
    const sent = collect(client.send(sparse));
    await clock.advance(1_000);
    expect((await sent).map(({ status }) => status).toSorted()).toEqual(["delivered", "delivered", "rejected"]);
    expect(transport.seen.flatMap(({ calls }) => calls)).toHaveLength(2);
  });

  it("doesn't read its source before the first next(), and after return()", async () => {
    let read = 0;
    function* events() {
      for (; ; read += 1) yield opened(read);
    }
    const { client, clock } = setUp();
    const outcomes = client.send(events())[Symbol.asyncIterator]();
    await clock.advance(1_000);
    await outcomes.return?.();
    expect(await outcomes.next()).toEqual({ done: true, value: undefined });
    expect(read).toBe(0);
  });

  it.each<[string, (events: readonly SemanticEmailEvent[]) => Iterable<SemanticEmailEvent>]>([
    ["an array", (events) => events],
    ["an array's iterator", (events) => events.values()],
    ["a set", (events) => new Set(events)],
    ["a map's values", (events) => new Map(events.entries()).values()],
  ])("sends every event once, in order: %s", async (_, toSource) => {
    const { client, clock, transport } = setUp();
    const events = openedTimes(5_000);
    const sent = collect(client.send(toSource(events)));
    await clock.advance(1_000);
    expect((await sent).map(({ status }) => status)).toEqual(events.map(() => "delivered"));
    const ids = transport.seen.flatMap(({ calls }) => calls.map((call) => call["messageId"]));
    expect(ids).toEqual(events.map(({ messageId }) => messageId));
  });

  it("rejects only the invalid events of an array", async () => {
    const { client, clock, transport } = setUp();
    const circular: Record<string, unknown> = {};
    circular["self"] = circular;
    const bad = new Map<number, unknown>([
      [3, circular],
      [40, "x".repeat(40_000)],
      [77, "\ud83d"],
    ]);
    const events = openedTimes(100).map((event, n) =>
      bad.has(n) ? { ...event, properties: { email_id: "1", email_subject: bad.get(n) } } : event,
    );
    const sent = collect(client.send(events as never));
    await clock.advance(1_000);
    const refused = (await sent).filter(({ status }) => status === "rejected");
    expect(refused.map(({ event }) => event.messageId)).toEqual(["message-3", "message-40", "message-77"]);
    const ids = transport.seen.flatMap(({ calls }) => calls.map((call) => call["messageId"]));
    expect(ids).toEqual(events.filter((_, n) => !bad.has(n)).map(({ messageId }) => messageId));
  });

  it("serializes large events of an array that exceed the limit together", async () => {
    const { client, clock, transport } = setUp();
    const sent = collect(client.send(Array.from({ length: 50 }, (_, n) => opened(n, "x".repeat(n % 2 ? 20_000 : 20)))));
    await clock.advance(1_000);
    expect((await sent).every(({ status }) => status === "delivered")).toBe(true);
    expect(transport.seen.flatMap(({ calls }) => calls)).toHaveLength(50);
  });
});
