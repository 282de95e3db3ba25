import { jetstream } from "@nats-io/jetstream";
import { connect, headers, type NatsConnection } from "@nats-io/transport-node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openQueueOperator } from "./operating/open-queue-operator.ts";
import { natsServer, withoutNatsServer } from "./testing/broker.ts";
import { type Brokers, startBrokers } from "./testing/start-brokers.ts";
import {
  bytes,
  chunkOf,
  createTestQueues,
  drain,
  receivedAt,
  rejectOf,
  takeOne,
  texts,
  unreadableHeaders,
} from "./testing/test-queues.ts";

describe.skipIf(natsServer === undefined)(`a queue on one broker${withoutNatsServer}`, () => {
  let brokers: Brokers;
  let client: NatsConnection;
  const queues = createTestQueues(() => brokers);
  const { openNew, stream } = queues;

  beforeAll(async () => {
    brokers = await startBrokers({ config: "max_payload: 65536" });
    client = await connect({ servers: [...brokers.servers] });
  });
  afterAll(async () => {
    await queues.close();
    await client.close();
    await brokers.stop();
  });

  it("hands a published chunk out, and forgets it once it is settled", async () => {
    const queue = await openNew();
    await queue.publish(chunkOf("1", '{"a":1}', "", '{"b":2}'));
    const [chunk] = await drain(queue, 1);
    expect(chunk).toMatchObject({ source: "airship", partition: 0, attempt: 1, receivedAt });
    expect(texts(chunk?.lines ?? [])).toEqual(['{"a":1}', "", '{"b":2}']);
    expect(chunk?.problem).toBeUndefined();
    expect(await queue.status()).toMatchObject({ isConnected: true, isReady: true, pending: 0, held: 0 });
  });

  it("publishes nothing for a chunk without lines, and refuses a line with a line break", async () => {
    const queue = await openNew();
    await queue.publish(chunkOf("1"));
    await expect(queue.publish(chunkOf("2", "a\nb"))).rejects.toThrow(TypeError);
    expect(await queue.status()).toMatchObject({ pending: 0 });
  });

  it("keeps a chunk once that is published again, and all chunks without an id", async () => {
    const queue = await openNew();
    await queue.publish(chunkOf("1-2", "a", "b"));
    await queue.publish(chunkOf("1-2", "a", "b"));
    await queue.publish({ ...chunkOf("1-2", "a", "b"), partition: 1 });
    await queue.publish(chunkOf(undefined, "c"));
    await queue.publish(chunkOf(undefined, "c"));
    expect(await queue.status()).toMatchObject({ pending: 4 });
  });

  it("splits a chunk that is larger than the server's max_payload, and takes the longest line", async () => {
    const queue = await openNew();
    const line = "x".repeat(queue.maxLineBytes);
    await queue.publish({ ...chunkOf("a very long id".repeat(50), "1", line, "2", "3"), source: "s".repeat(20) });
    const chunks = await drain(queue, 3);
    expect(chunks.map(({ lines }) => texts(lines))).toEqual([["1"], [line], ["2", "3"]]);
    await expect(queue.publish(chunkOf("2", `${line}x`))).rejects.toMatchObject({ code: "refused" });
  });

  it("publishes what has no outcome as the next attempt, and keeps what is set aside", async () => {
    const queue = await openNew();
    await queue.publish(chunkOf("1", "delivered", "rejected", "undelivered"));
    const first = await takeOne(queue);
    await first.ack({ setAside: [rejectOf("id-1", "rejected", 1)], again: [2], remember: ["id-0"] });
    expect(await queue.status()).toMatchObject({ pending: 1, held: 0, rejects: 1 });
    const [chunk] = await drain(queue, 1);
    expect(chunk).toMatchObject({ source: "airship", partition: 0, attempt: 2, receivedAt });
    expect(texts(chunk?.lines ?? [])).toEqual(["undelivered"]);
  });

  it("hands bytes of others out as they are, with the reason", async () => {
    const queue = await openNew();
    const js = jetstream(client);
    const wrong = headers();
    wrong.set("received-at", "yesterday");
    wrong.set("attempt", "0");
    await js.publish(`${stream()}.batch.airship.0`, bytes("no\nheaders"));
    await js.publish(`${stream()}.batch.airship.first`, bytes(""), { headers: wrong });
    client.publish(`${stream()}.batch.airship.0`, bytes("odd"), { headers: unreadableHeaders() });
    const chunks = await drain(queue, 3);
    expect(chunks.map(({ lines }) => texts(lines))).toEqual([["no\nheaders"], [""], ["odd"]]);
    expect(chunks.map(({ problem }) => problem)).toEqual([
      "a message without the header received-at and the header attempt",
      "a message without a partition number and the header received-at and the header attempt",
      "a message without the header received-at and the header attempt",
    ]);
  });

  it("says when it is full, drops nothing, and takes the same chunk once there is room", async () => {
    const queue = await openNew({ maxBytes: 200_000 });
    const line = "x".repeat(40_000);
    let published = 0;
    const fill = async (): Promise<void> => {
      for (;;) {
        await queue.publish(chunkOf(String(published), line));
        published += 1;
      }
    };
    await expect(fill()).rejects.toMatchObject({ code: "full", message: expect.stringMatching(/stream is full/) });
    expect(await queue.status()).toMatchObject({ pending: published });
    await (await takeOne(queue)).ack();
    await queue.publish(chunkOf(String(published), line));
    const rest = await drain(queue, published);
    expect(rest).toHaveLength(published);
  });

  it("warns of one replica and of a server that writes to the disk later", async () => {
    const queue = await openNew();
    expect((await queue.status()).warnings).toEqual([
      expect.stringMatching(/one replica/),
      expect.stringMatching(/NATS 2\.9\.\d+ has no sync_interval/),
    ]);
  });

  it("keeps an event that never was in a chunk, and no more of it than the server takes", async () => {
    const queue = await openNew();
    const issue = { pointer: "/a", code: "type", expected: "a string", received: "é".repeat(100) } as const;
    const payload = "x".repeat(100_000);
    await queue.setAside("webhook", [
      {
        ...rejectOf("too-large", payload),
        issues: Array.from({ length: 500 }, () => issue),
        reason: "ä\n".repeat(5000),
      },
    ]);
    const operator = await openQueueOperator({ servers: brokers.servers, stream: stream() });
    const { events } = await operator.list();
    await operator.close();
    expect(events).toMatchObject([{ source: "webhook", status: "rejected", id: "too-large" }]);
    expect(events[0]?.sizeBytes).toBeGreaterThan(45_000);
    expect(events[0]?.issues[0]).toEqual(issue);
  });
});

describe.skipIf(natsServer === undefined)(`a broker that is killed and started again${withoutNatsServer}`, () => {
  let brokers: Brokers;
  const queues = createTestQueues(() => brokers);

  beforeAll(async () => {
    brokers = await startBrokers();
  });
  afterAll(async () => {
    await queues.close();
    await brokers.stop();
  });

  it("makes calls fail at once meanwhile, and is found again by itself", async () => {
    const kinds: string[] = [];
    const queue = await queues.openNew({ onTrouble: ({ kind }) => kinds.push(kind) });
    const [broker] = brokers.brokers;
    const chunks = queue.consume({ signal: new AbortController().signal, concurrency: 2 })[Symbol.asyncIterator]();
    await queue.publish(chunkOf("1", "a"));
    const { value: held } = await chunks.next();
    const next = chunks.next();
    await broker?.kill();
    while ((await queue.status()).isConnected) await new Promise((resolve) => setTimeout(resolve, 5));
    const start = performance.now();
    await expect(queue.publish(chunkOf("2", "b"))).rejects.toMatchObject({ code: "unavailable" });
    expect(performance.now() - start).toBeLessThan(4000);
    expect(await queue.status()).toMatchObject({ isReady: false, held: expect.any(Number) });
    // Settling waits for the broker.
    const settled = held?.ack();
    await broker?.start();
    await settled;
    while (!(await queue.status()).isReady) await new Promise((resolve) => setTimeout(resolve, 5));
    await queue.publish(chunkOf("2", "b"));
    // The first may come again: the broker didn't write down that it was out.
    const came = [(await next).value];
    while (came.at(-1)?.lines[0]?.[0] !== "b".charCodeAt(0)) came.push((await chunks.next()).value);
    await Promise.all(came.map((chunk) => chunk?.ack()));
    expect(kinds.filter((kind) => kind.endsWith("connected"))).toEqual(["disconnected", "reconnected"]);
    const aboutConsuming = kinds.filter((kind) => kind.startsWith("consume-"));
    expect(aboutConsuming.at(-1) ?? "consume-resumed").toBe("consume-resumed");
    await queue.close();
    await expect(chunks.next()).rejects.toMatchObject({ code: "refused" });
  });
});
