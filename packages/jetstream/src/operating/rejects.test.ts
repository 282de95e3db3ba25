import { jetstream } from "@nats-io/jetstream";
import { connect, type NatsConnection } from "@nats-io/transport-node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { natsServer, withoutNatsServer } from "../testing/broker.ts";
import { type Brokers, startBrokers } from "../testing/start-brokers.ts";
import {
  bytes,
  chunkOf,
  createTestQueues,
  receivedAt,
  rejectOf,
  takeOne,
  texts,
  unreadableHeaders,
} from "../testing/test-queues.ts";
import { inspectQueueStreams } from "./inspect-streams.ts";
import { openQueueOperator } from "./open-queue-operator.ts";
import type { QueueOperator } from "./queue-operator.ts";

describe.skipIf(natsServer === undefined)(`rejects on one broker${withoutNatsServer}`, () => {
  let brokers: Brokers;
  let client: NatsConnection;
  const queues = createTestQueues(() => brokers);
  const { openNew, stream } = queues;
  const operators: QueueOperator[] = [];
  const openOperator = async (): Promise<QueueOperator> => {
    const operator = await openQueueOperator({ servers: brokers.servers, stream: stream() });
    operators.push(operator);
    return operator;
  };

  beforeAll(async () => {
    brokers = await startBrokers();
    client = await connect({ servers: [...brokers.servers] });
  });
  afterAll(async () => {
    await Promise.all([queues.close(), client.close(), ...operators.map((operator) => operator.close())]);
    await brokers.stop();
  });

  it("are listed in pages, by status and by source, and shown with their payload", async () => {
    const queue = await openNew();
    const invalid = { ...rejectOf("id-3", "3"), status: "invalid", issues: [] };
    await queue.setAside("webhook", [rejectOf("id-1", "1")]);
    await queue.setAside("airship", [rejectOf("id-2", "2")]);
    await queue.setAside("airship", [invalid]);
    await queue.setAside("airship", [invalid]);
    const operator = await openOperator();
    const first = await operator.list({ limit: 2 });
    expect([first.events.map(({ id }) => id), first.next]).toEqual([["id-1", "id-2"], 2]);
    const second = await operator.list({ after: first.next ?? 0, limit: 2 });
    expect([second.events.map(({ number }) => number), second.next]).toEqual([[3], undefined]);
    expect((await operator.list({ source: "airship", status: "rejected" })).events).toMatchObject([
      { number: 2, source: "airship", status: "rejected", reason: "refused by the API", sizeBytes: 1, isRetry: false },
    ]);
    expect(texts([(await operator.show(3))?.payload ?? bytes("")])).toEqual(["3"]);
    expect(await operator.show(4)).toBeUndefined();
    expect(await operator.show(0)).toBeUndefined();
    await expect(operator.list({ limit: 0 })).rejects.toMatchObject({ code: "refused" });
  });

  it("are dropped, and counted once", async () => {
    const queue = await openNew();
    await queue.setAside("webhook", [rejectOf("id-1", "1"), rejectOf("id-2", "2")]);
    const operator = await openOperator();
    expect(await operator.drop([1, 1, 7])).toBe(1);
    expect(await operator.drop([1])).toBe(0);
    expect((await operator.list()).events.map(({ number }) => number)).toEqual([2]);
  });

  it("come to a worker again when they are retried, and are kept again when that fails", async () => {
    const queue = await openNew();
    await queue.publish({ ...chunkOf("1", "{}"), partition: 3 });
    await (await takeOne(queue)).ack({ setAside: [rejectOf("id-1", "{}")] });
    const operator = await openOperator();
    expect((await operator.list()).events).toMatchObject([{ number: 1 }]);
    expect(await operator.retry([1, 99])).toEqual({ published: 1, headsOnly: 0 });
    expect(await operator.retry([1])).toEqual({ published: 0, headsOnly: 0 });
    const chunk = await takeOne(queue);
    expect(chunk).toMatchObject({ source: "airship", partition: 3, receivedAt, attempt: 1 });
    expect(texts(chunk.lines)).toEqual(["{}"]);
    await chunk.ack({ again: [0] });
    // The broker still remembers the id of the first.
    await (await takeOne(queue)).ack({ setAside: [rejectOf("id-1", "{}")] });
    expect(await operator.list()).toMatchObject({ events: [{ number: 2, id: "id-1" }] });
  });

  it("stay as they are where only their head is kept", async () => {
    const queue = await openNew();
    await queue.setAside("webhook", [{ ...rejectOf("id-1", '{"id":"e'), wholeBytes: 1_500_102 }]);
    const operator = await openOperator();
    expect(await operator.retry([1])).toEqual({ published: 0, headsOnly: 1 });
    expect((await operator.list()).events).toMatchObject([{ number: 1, sizeBytes: 8, wholeBytes: 1_500_102 }]);
  });

  it("are retried as one event where a line break is between tokens, and as several where it isn't", async () => {
    const queue = await openNew();
    await queue.setAside("webhook", [rejectOf("id-1", '{\n"a": 1}'), rejectOf("id-2", "a\n\r\nb\n")]);
    const operator = await openOperator();
    await operator.retry([1]);
    const first = await takeOne(queue);
    await first.ack();
    await operator.retry([2]);
    const second = await takeOne(queue);
    expect([texts(first.lines), texts(second.lines)]).toEqual([['{ "a": 1}'], ["a", "b"]]);
  });

  it("show messages of others", async () => {
    await openNew();
    await jetstream(client).publish(`${stream()}.reject.webhook`, "of others");
    client.publish(`${stream()}.reject.webhook`, "odd", { headers: unreadableHeaders() });
    await client.flush();
    const operator = await openOperator();
    const ofOthers = { source: "webhook", status: "invalid", reason: "the message isn't one of this queue" };
    expect((await operator.list()).events).toMatchObject([
      { number: 1, ...ofOthers },
      { number: 2, ...ofOthers },
    ]);
    expect(await operator.retry([1, 2])).toEqual({ published: 2, headsOnly: 0 });
  });

  it("are counted by an inspection, with batches and offsets", async () => {
    const queue = await openNew();
    await queue.publish(chunkOf("1", "a"));
    await queue.publish(chunkOf("2", "b"));
    await queue.setAside("webhook", [rejectOf("id-1", "1")]);
    await queue.claimOffset({ source: "airship", partition: 0, partitions: 1 });
    const inspect = () => inspectQueueStreams({ servers: brokers.servers, stream: stream() });
    expect((await inspect()).consumer).toBeUndefined();
    await takeOne(queue);
    const { streams, consumer, offsets, serverVersion, warnings } = await inspect();
    expect(streams).toMatchObject([
      { messages: 2, maxBytes: 10_000_000, replicas: 1, lagging: [], offline: [], isReady: true },
      { messages: 2, maxBytes: -1 },
      { messages: 1, maxBytes: 4_000_000 },
    ]);
    expect(consumer).toEqual({ pending: 1, held: 1, redelivered: 0, waiting: 0 });
    expect(offsets).toMatchObject([{ source: "airship", partition: 0, partitions: 1, offset: undefined }]);
    expect(serverVersion).toMatch(/^\d+\.\d+/);
    expect(warnings).not.toEqual([]);
  });
});
