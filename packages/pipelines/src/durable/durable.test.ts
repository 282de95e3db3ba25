import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { SemanticEmailEvent } from "@email-events/core";
import { openCallStore, openOperator } from "@email-events/store";
import { createPipelinesClient } from "../index.ts";
import type { Outcome } from "../outcome.ts";
import { opened, openedTimes } from "../testing/events.ts";
import { accepted, createFakeTransport } from "../testing/fake-transport.ts";
import type { Transport } from "../transport/transport.ts";
import { createDurableClient } from "./client.ts";
import type { Store } from "./store.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "pipelines-"));
});
afterEach(() => rm(folder, { recursive: true }));

const start = async (transport: Transport, messageId?: (event: SemanticEmailEvent) => string) => {
  const store = await openCallStore<SemanticEmailEvent>(join(folder, "queue"));
  const client = createPipelinesClient({ writeKey: "key", transport, lingerMs: 0 });
  return createDurableClient({ client, store, messageId });
};
const collect = async <E>(outcomes: AsyncIterable<Outcome<E>>) => {
  const all: Outcome<E>[] = [];
  for await (const outcome of outcomes) all.push(outcome);
  return all;
};
/** How many events the store holds, as another process sees it. */
const pendingNow = (): number => {
  const operator = openOperator(join(folder, "queue"));
  const { pending } = operator.stats();
  operator.close();
  return pending;
};
const silent: Transport = { send: () => new Promise(() => {}) };

describe("a durable client", () => {
  it("has every event on the disk before it is sent", async () => {
    const seen: number[] = [];
    const client = await start({
      async send() {
        seen.push(pendingNow());
        return accepted;
      },
    });
    await client.track(opened(1));
    expect(seen).toEqual([1]);
    await client.close();
  });

  it("sends the events that an earlier process left, with the same ids, and none with an outcome", async () => {
    const transport = createFakeTransport();
    const first = await start(transport);
    await first.track(opened(0));
    await first.close();
    const second = await start(silent);
    const { messageId: _, ...unnamed } = opened(1);
    const lost = [second.track(unnamed), second.track(unnamed), second.track(opened(2))];
    const { undelivered } = await second.close({ timeoutMs: 50 });
    const kept = await Promise.all(lost);
    expect(undelivered).toHaveLength(3);

    const third = await start(transport);
    const outcomes = await collect(third.recover());
    expect(outcomes).toEqual(kept.map(({ event }) => ({ status: "delivered", event })));
    const ids = transport.seen.flatMap(({ calls }) => calls.map((call) => call["messageId"]));
    expect(ids).toEqual(["message-0", ...kept.map(({ event }) => event.messageId)]);
    expect(new Set(ids).size).toBe(4);
    await third.close();
    const fourth = await start(transport);
    expect(await collect(fourth.recover())).toEqual([]);
    await fourth.close();
  });

  it("stores and sends each event as it was when it came, whatever the caller does to it afterwards", async () => {
    const transport = createFakeTransport();
    const client = await start(transport);
    const event = structuredClone(opened(0));
    const outcomes = [0, 1, 2].map((n) => {
      Object.assign(event, { messageId: `id-${n}`, userId: `user-${n}` });
      Object.assign(event.properties, { email_id: `mail-${n}` });
      return client.track(event);
    });
    event.userId = "someone else";
    for (const { status } of await Promise.all(outcomes)) expect(status).toBe("delivered");
    const calls = transport.seen.flatMap((request) => request.calls);
    expect(calls.map(({ messageId, userId, properties }) => ({ messageId, userId, properties }))).toMatchObject(
      [0, 1, 2].map((n) => ({ messageId: `id-${n}`, userId: `user-${n}`, properties: { email_id: `mail-${n}` } })),
    );
    await client.close();
  });

  it("stores and sends what toJSON returns", async () => {
    const transport = createFakeTransport();
    const client = await start(transport);
    const { messageId: _, ...unnamed } = opened(0);
    const event = { secret: "of the caller", toJSON: () => unnamed };
    const { status, event: sent } = await client.track(event as never);
    expect(status).toBe("delivered");
    expect(sent).toMatchObject(unnamed);
    expect(JSON.stringify([sent, transport.seen])).not.toContain("of the caller");
    await client.close();
  });

  it("makes the id of an event that has none by the option, and another where that makes none", async () => {
    const client = await start(createFakeTransport(), ({ userId }) => (userId === "u" ? "made" : ""));
    const { messageId: _, ...unnamed } = opened(0);
    const idOf = async (event: object) => (await client.track(event as never)).event.messageId;
    expect(await idOf({ ...unnamed, userId: "u" })).toBe("made");
    expect(await idOf({ ...unnamed, userId: "u", messageId: "own" })).toBe("own");
    expect(await idOf({ ...unnamed, userId: "other" })).toMatch(/^[\da-f-]{36}$/);
    await client.close();
  });

  it.each(["", null, undefined])("gives an event with the id %j an id that stays", async (messageId) => {
    const first = await start(silent);
    void first.track({ ...opened(0), messageId } as never);
    await first.close({ timeoutMs: 0 });
    const transport = createFakeTransport();
    const second = await start(transport);
    const [recovered] = await collect(second.recover());
    expect(recovered?.event.messageId).toMatch(/^[0-9a-f-]{36}$/);
    expect(transport.seen[0]?.calls[0]).toMatchObject({ messageId: recovered?.event.messageId });
    await second.close();
  });

  it("rejects events that can't be serialized, without storing them", async () => {
    const client = await start(createFakeTransport());
    const circle: Record<string, unknown> = {};
    circle["self"] = circle;
    const throwing = {
      get subject(): string {
        throw new Error("no subject");
      },
    };
    for (const odd of [circle, { n: 1n }, throwing]) {
      const event = { ...opened(1), properties: Object.assign(odd, opened(1).properties) };
      expect(await client.track(event)).toMatchObject({
        status: "rejected",
        reason: expect.stringContaining("it can't be serialized"),
      });
    }
    await client.close();
    expect(pendingNow()).toBe(0);
  });

  it("accepts and stores nothing once it is closed", async () => {
    const client = await start(createFakeTransport());
    await client.close();
    expect(await client.track(opened(1))).toMatchObject({ status: "undelivered", reason: "the client is closed" });
    expect(pendingNow()).toBe(0);
  });

  it("removes delivered events when their outcomes aren't read any more", async () => {
    const first = await start(silent);
    for (const event of openedTimes(10)) void first.track(event);
    await first.close({ timeoutMs: 50 });
    const second = await start(createFakeTransport());
    for await (const outcome of second.recover()) {
      expect(outcome.status).toBe("delivered");
      break;
    }
    await second.close();
    const third = await start(createFakeTransport());
    expect(await collect(third.recover())).toEqual([]);
    await third.close();
  });

  it("sends only stored events while it closes", async () => {
    const transport = createFakeTransport();
    const client = await start(transport);
    const stored = client.track(opened(1));
    const closed = client.close();
    const late = client.track(opened(2));
    expect(await stored).toMatchObject({ status: "delivered" });
    expect(await late).toMatchObject({ status: "undelivered", reason: "the client is closed" });
    await closed;
    expect(transport.seen.flatMap(({ calls }) => calls)).toHaveLength(1);
  });

  it("sends recovered events once, whatever the number of concurrent calls", async () => {
    const first = await start(silent);
    for (const event of openedTimes(10)) void first.track(event);
    await first.close({ timeoutMs: 50 });
    const transport = createFakeTransport();
    const second = await start(transport);
    const [one, two] = await Promise.all([collect(second.recover()), collect(second.recover())]);
    expect([one.length, two.length].toSorted((a, b) => a - b)).toEqual([0, 10]);
    expect(transport.seen.flatMap(({ calls }) => calls)).toHaveLength(10);
    await second.close();
  });

  it("sends again only events without an outcome, and removes an event once", async () => {
    const first = await start(silent);
    void first.track(opened(1));
    void first.track(opened(2));
    await first.close({ timeoutMs: 50 });
    const path = join(folder, "queue");
    const store = await openCallStore<SemanticEmailEvent>(path);
    const [one, two] = [...store.replay()];
    store.ack(one?.number ?? 0);
    store.ack(one?.number ?? 0);
    expect([...store.replay()]).toEqual([two]);
    await store.close();
    expect(pendingNow()).toBe(1);
    const again = await openCallStore<SemanticEmailEvent>(path);
    expect([...again.replay()]).toEqual([two]);
    await again.close();
  });

  it("doesn't send recovered events twice, whatever the number of calls", async () => {
    const first = await start(silent);
    void first.track(opened(1));
    await first.close({ timeoutMs: 50 });
    const transport = createFakeTransport();
    const second = await start(transport);
    expect(await collect(second.recover())).toHaveLength(1);
    expect(await collect(second.recover())).toEqual([]);
    await second.close();
    expect(transport.seen).toHaveLength(1);
  });

  it("leaves nothing of what was delivered, of many events", async () => {
    const client = await start(createFakeTransport());
    const outcomes = await Promise.all(openedTimes(2_000).map((event) => client.track(event)));
    expect(outcomes.every(({ status }) => status === "delivered")).toBe(true);
    await client.close();
    expect(pendingNow()).toBe(0);
  });

  it("recovers events in parts, so that memory doesn't grow with what was left", async () => {
    let read = 0;
    const acknowledged: number[] = [];
    const large: Store<SemanticEmailEvent> = {
      append: async () => 0,
      ack: (number) => void acknowledged.push(number),
      *replay() {
        for (const event of openedTimes(10_000)) yield { number: (read += 1), event };
      },
      close: async () => {},
    };
    const client = createDurableClient({
      client: createPipelinesClient({ writeKey: "key", transport: createFakeTransport(), lingerMs: 0 }),
      store: large,
    });
    let most = 0;
    let outcomes = 0;
    for await (const { status } of client.recover()) {
      expect(status).toBe("delivered");
      outcomes += 1;
      most = Math.max(most, read - outcomes);
    }
    expect([outcomes, acknowledged.length]).toEqual([10_000, 10_000]);
    expect(most).toBeLessThanOrEqual(4_096 + 1_000);
    await client.close();
  });

  it("tells who recovers of a store that can't be read, after what could be", async () => {
    const broken: Store<SemanticEmailEvent> = {
      append: async () => 0,
      ack() {},
      *replay() {
        for (const event of openedTimes(4_096)) yield { number: 1, event };
        throw new Error("the disk is gone");
      },
      close: async () => {},
    };
    const client = createDurableClient({
      client: createPipelinesClient({ writeKey: "key", transport: createFakeTransport(), lingerMs: 0 }),
      store: broken,
    });
    const delivered: string[] = [];
    const recover = async () => {
      for await (const { status } of client.recover()) delivered.push(status);
    };
    await expect(recover()).rejects.toThrow("the disk is gone");
    expect(delivered).toHaveLength(4_096);
    await client.close();
  });

  it("rejects when the store does, without sending", async () => {
    const transport = createFakeTransport();
    const client = createPipelinesClient({ writeKey: "key", transport, lingerMs: 0 });
    const broken = {
      append: () => Promise.reject(new Error("disk full")),
      ack() {},
      replay: () => [],
      close: async () => {},
    };
    await expect(createDurableClient({ client, store: broken }).track(opened(1))).rejects.toThrow("disk full");
    await client.close();
    expect(transport.seen).toEqual([]);
  });
});
