import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { inspectQueueStreams } from "./operating/inspect-streams.ts";
import type { ConsumedChunk, JetStreamQueue } from "./queue.ts";
import { QueueError } from "./queue-error.ts";
import { createQueueStreams } from "./streams/create-streams.ts";
import { type Broker, natsServer, withoutNatsServer } from "./testing/broker.ts";
import { type Brokers, startBrokers } from "./testing/start-brokers.ts";
import { chunkOf, createTestQueues, drain, type NewQueueOptions, takeUntil, texts } from "./testing/test-queues.ts";

/** Does something until the broker has confirmed it, as an ingester does. */
const insist = async <T>(work: () => Promise<T>): Promise<T> => {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof QueueError) || error.code !== "unavailable") throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
};

/** A cluster elects a leader for each stream, also for a new one, and a broker learns of it later. */
const insistent = (queue: JetStreamQueue): JetStreamQueue => ({
  ...queue,
  publish: (chunk) => insist(() => queue.publish(chunk)),
  claimOffset: (place) => insist(() => queue.claimOffset(place)),
  putOffset: (place, offset) => insist(() => queue.putOffset(place, offset)),
});

describe.skipIf(natsServer === undefined)(`a queue on three brokers${withoutNatsServer}`, () => {
  let brokers: Brokers;
  const queues = createTestQueues(() => brokers);
  const { stream } = queues;
  const openNew = async (options: NewQueueOptions = {}): Promise<JetStreamQueue> =>
    insistent(await queues.openNew({ replicas: 3, ...options }));
  const openSame = async (): Promise<JetStreamQueue> => insistent(await queues.openSame());
  const leader = async (): Promise<Broker> => {
    for (;;) {
      const { streams } = await inspectQueueStreams({ servers: brokers.servers, stream: stream() });
      const found = brokers.brokers.find(({ name }) => name === streams[0]?.leader);
      if (found !== undefined) return found;
    }
  };

  beforeAll(async () => {
    brokers = await startBrokers({ count: 3, started: 1 });
  });
  afterEach(async () => {
    await Promise.all(brokers.brokers.filter((broker) => !broker.isRunning()).map((broker) => broker.start()));
  });
  afterAll(async () => {
    await queues.close();
    await brokers.stop();
  });

  it("is not created before there is a leader, and once there is one", async () => {
    const options = { servers: brokers.servers, stream: "late", replicas: 3, maxBytes: 10_000_000 };
    await expect(createQueueStreams({ ...options, connectTimeoutMs: 300 })).rejects.toMatchObject({
      name: "QueueError",
      code: "unavailable",
    });
    const created = createQueueStreams(options);
    await Promise.all(brokers.brokers.slice(1).map((broker) => broker.start()));
    expect(await created).toMatchObject({ created: ["LATE", "LATE_OFFSETS", "LATE_REJECTS"] });
    expect((await created).warnings.join(" ")).not.toMatch(/one replica/);
  });

  it("lets one of many processes through that take a place over at the same time", async () => {
    const first = await openNew();
    const all = [first, await openSame(), await openSame()];
    const place = { source: "airship", partition: 0, partitions: 1 };
    await Promise.all(all.map((queue) => queue.claimOffset(place)));
    const outcomes = await Promise.allSettled(all.map((queue, index) => queue.putOffset(place, String(index))));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("keeps both copies of a chunk: after one is dropped, replicas may number messages differently", async () => {
    const queue = await openNew();
    for (const id of ["1", "1", "2"]) await queue.publish(chunkOf(id, id));
    const chunks = await drain(queue, 3);
    expect(new Set(chunks.flatMap(({ lines }) => texts(lines)))).toEqual(new Set(["1", "2"]));
  });

  it("takes a chunk that it refused when it was full, once there is room", async () => {
    const queue = await openNew({ maxBytes: 200_000 });
    const line = "x".repeat(40_000);
    let published = 0;
    const fill = async (): Promise<void> => {
      for (;;) {
        await queue.publish(chunkOf(String(published), line));
        published += 1;
      }
    };
    await expect(fill()).rejects.toMatchObject({ code: "full" });
    await expect(fill()).rejects.toMatchObject({ code: "full" });
    await drain(queue, published);
    await queue.publish(chunkOf(String(published), line));
    const [chunk] = await drain(queue, 1);
    expect(texts(chunk?.lines ?? [])).toEqual([line]);
  });

  it("loses nothing, and goes on, when its leader is killed", async () => {
    const producer = await openNew();
    const worker = await openSame();
    const place = { source: "airship", partition: 0, partitions: 1 };
    await producer.claimOffset(place);
    const total = 150;
    const produce = async (): Promise<void> => {
      for (let id = 0; id < total; id++) {
        await producer.publish(chunkOf(String(id), String(id)));
        if (id === total / 3) await (await leader()).kill();
      }
      await producer.putOffset(place, "300");
    };
    const seen = new Set<string>();
    let longestMs = 0;
    let last = performance.now();
    const work = async (chunk: ConsumedChunk): Promise<boolean> => {
      longestMs = Math.max(longestMs, performance.now() - last);
      last = performance.now();
      await chunk.ack();
      for (const line of texts(chunk.lines)) seen.add(line);
      return seen.size === total;
    };
    await Promise.all([produce(), takeUntil(worker, work, 8)]);
    expect(seen.size).toBe(total);
    expect(longestMs).toBeLessThan(30_000);
    expect(await producer.claimOffset(place)).toBe("300");
  });

  it("takes nothing while two of three brokers are down, and goes on by itself", async () => {
    const once = await queues.openNew({ replicas: 3 });
    const queue = insistent(once);
    const place = { source: "airship", partition: 0, partitions: 1 };
    await queue.claimOffset(place);
    await queue.publish(chunkOf("1", "1"));
    const down = brokers.brokers.slice(0, 2);
    await Promise.all(down.map((broker) => broker.kill()));
    const isUnavailable = { status: "rejected", reason: { code: "unavailable" } };
    const outcomes = await Promise.allSettled([once.publish(chunkOf("2", "2")), once.putOffset(place, "2")]);
    expect(outcomes).toMatchObject([isUnavailable, isUnavailable]);
    while ((await queue.status()).isReady) await new Promise((resolve) => setTimeout(resolve, 100));
    await Promise.all(down.map((broker) => broker.start()));
    await queue.publish(chunkOf("2", "2"));
    const seen = new Set<string>();
    await takeUntil(queue, async (chunk) => {
      await chunk.ack();
      for (const line of texts(chunk.lines)) seen.add(line);
      return seen.size === 2;
    });
    await queue.putOffset(place, "2");
    expect(await queue.claimOffset(place)).toBe("2");
    while (!(await queue.status()).isReady) await new Promise((resolve) => setTimeout(resolve, 100));
  });
});
