import { jetstreamManager } from "@nats-io/jetstream";
import { connect, type NatsConnection } from "@nats-io/transport-node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ConsumedChunk } from "../queue.ts";
import type { QueueTrouble } from "../trouble.ts";
import { natsServer, withoutNatsServer } from "../testing/broker.ts";
import { type Brokers, startBrokers } from "../testing/start-brokers.ts";
import { chunkOf, createTestQueues, drain, rejectOf, takeOne, takeUntil, texts } from "../testing/test-queues.ts";

describe.skipIf(natsServer === undefined)(`the loop of a worker${withoutNatsServer}`, () => {
  let brokers: Brokers;
  let client: NatsConnection;
  const queues = createTestQueues(() => brokers);
  const { openNew, stream } = queues;
  const streamName = (): string => stream().replaceAll("-", "_").toUpperCase();
  /** Resolves once a worker has asked for chunks. */
  const untilWaiting = async (): Promise<void> => {
    const manager = await jetstreamManager(client);
    for (;;) {
      const [consumer] = await manager.consumers.list(streamName()).next();
      if ((consumer?.num_waiting ?? 0) > 0) return;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };

  beforeAll(async () => {
    brokers = await startBrokers({ config: "max_payload: 65536" });
    client = await connect({ servers: [...brokers.servers] });
  });
  afterAll(async () => {
    await queues.close();
    await client.close();
    await brokers.stop();
  });

  it("lets at most as many chunks out as it is told", async () => {
    const queue = await openNew();
    for (let id = 0; id < 5; id++) await queue.publish(chunkOf(String(id), "a"));
    const ended = new AbortController();
    const chunks = queue.consume({ signal: ended.signal, concurrency: 2 })[Symbol.asyncIterator]();
    expect(() => queue.consume({ signal: ended.signal, concurrency: 0 })).toThrow(/concurrency must be/);
    const out = [await chunks.next(), await chunks.next()].flatMap(({ value }) => (value === undefined ? [] : [value]));
    const third = chunks.next();
    expect(await queue.status()).toMatchObject({ pending: 3, held: 2 });
    await out[0]?.ack();
    expect((await third).done).toBe(false);
    expect(await queue.status()).toMatchObject({ pending: 2, held: 2 });
    ended.abort();
    expect((await chunks.next()).done).toBe(true);
    await out[1]?.ack();
    expect(await queue.status()).toMatchObject({ pending: 2, held: 1 });
  });

  it("has chunks delivered again that were asked for but not taken, when the loop ends", async () => {
    const queue = await openNew();
    for (let id = 0; id < 3; id++) await queue.publish(chunkOf(String(id), "a"));
    await takeUntil(queue, async (chunk) => {
      while ((await queue.status()).held < 3) await new Promise((resolve) => setTimeout(resolve, 5));
      await chunk.ack();
      return true;
    });
    expect(await queue.status()).toMatchObject({ pending: 0, held: 2 });
    // Both come after the delay of a second, not after the consumer's wait of a minute.
    const again = await drain(queue, 2);
    expect(again.map(({ attempt }) => attempt)).toEqual([2, 2]);
  });

  it("loses no chunk to a loop that has just ended, until the hold is over", async () => {
    const queue = await openNew();
    const publishing: Promise<void>[] = [];
    const publish = (id: string): void => void publishing.push(queue.publish(chunkOf(id, "a")));
    const taking = takeUntil(queue, async (chunk) => {
      await chunk.ack();
      // They are on their way when the loop ends.
      for (const id of ["second", "third", "fourth"]) publish(id);
      return true;
    });
    await untilWaiting();
    publish("first");
    await taking;
    await Promise.all(publishing);
    const start = performance.now();
    await drain(queue, 3);
    expect(performance.now() - start).toBeLessThan(20_000);
    expect(await queue.status()).toMatchObject({ pending: 0, held: 0 });
  });

  it("releases a chunk with a delay of at least a second, and counts its attempts", async () => {
    const queue = await openNew();
    await queue.publish(chunkOf("1", "a"));
    const times: number[] = [];
    const attempts: number[] = [];
    await takeUntil(queue, (chunk) => {
      times.push(performance.now());
      attempts.push(chunk.attempt);
      chunk.release(0);
      return attempts.length === 2;
    });
    expect(attempts).toEqual([1, 2]);
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThan(900);
    expect(await queue.status()).toMatchObject({ redelivered: 1, held: 1 });
  });

  it("settles a chunk once, and not after it was released", async () => {
    const queue = await openNew();
    await queue.publish(chunkOf("1", "a"));
    const chunk = await takeOne(queue);
    const first = chunk.ack();
    expect(chunk.ack()).toBe(first);
    await first;
    chunk.release(0);
    chunk.working();
    expect(await queue.status()).toMatchObject({ pending: 0, held: 0 });
    await queue.publish(chunkOf("2", "a"));
    const released = await takeOne(queue);
    released.release(60_000);
    await expect(released.ack()).rejects.toMatchObject({ code: "unavailable" });
    expect(await queue.status()).toMatchObject({ pending: 0, held: 1 });
  });

  it.each<[string, (chunk: ConsumedChunk) => unknown]>([
    ["released twice", (chunk) => [chunk.release(60_000), chunk.release(60_000)]],
    ["released after it was settled", async (chunk) => chunk.ack().then(() => chunk.release(60_000))],
    ["refused", async (chunk) => chunk.ack({ setAside: [rejectOf("1", "a")] }).catch(() => undefined)],
  ])("takes the place of one chunk after one that was %s", async (_, end) => {
    const queue = await openNew({ connectTimeoutMs: 50 });
    const manager = await jetstreamManager(client);
    await manager.streams.delete(`${streamName()}_REJECTS`);
    for (let id = 0; id < 3; id++) await queue.publish(chunkOf(String(id), "a"));
    const ended = new AbortController();
    const chunks = queue.consume({ signal: ended.signal, concurrency: 1 })[Symbol.asyncIterator]();
    const { value: first } = await chunks.next();
    if (first !== undefined) await end(first);
    expect((await chunks.next()).done).toBe(false);
    // What was asked for by now would be here with this answer. The first may have come again.
    expect((await queue.status()).pending).toBeGreaterThan(0);
    ended.abort();
    await chunks.next();
  });

  it("lets a chunk go to another consumer when its own says nothing for the hold, and not before", async () => {
    const queue = await openNew({ holdMs: 1000 });
    const other = await queues.openSame({ holdMs: 1000 });
    await queue.publish(chunkOf("1", "a"));
    const held = await takeOne(queue);
    const ended = new AbortController();
    const chunks = other.consume({ signal: ended.signal, concurrency: 1 })[Symbol.asyncIterator]();
    const next = chunks.next();
    const start = performance.now();
    for (let count = 0; count < 3; count++) {
      await new Promise((resolve) => setTimeout(resolve, 400));
      held.working();
    }
    const { value } = await next;
    expect(performance.now() - start).toBeGreaterThan(2100);
    expect(value).toMatchObject({ attempt: 2 });
    ended.abort();
    await chunks.next();
    await value?.ack();
    // What the first says later changes nothing.
    await held.ack({ again: [0] });
    expect(await queue.status()).toMatchObject({ held: 0, pending: 1 });
  });

  it("lets what can't be set aside come again without its neighbours, and tells that the rejects are full", async () => {
    const kinds: string[] = [];
    // It is settled for longer than it is held without a word.
    const queue = await openNew({ holdMs: 1000, onTrouble: ({ kind }) => kinds.push(kind) });
    const big = "x".repeat(50_000);
    const fill = async (): Promise<void> => {
      for (let id = 0; ; id++) await queue.setAside("webhook", [rejectOf(`fill-${id}`, big)]);
    };
    await expect(fill()).rejects.toMatchObject({ code: "full" });
    await queue.publish(chunkOf("1", "delivered", big, "delivered, too"));
    const whole = await takeOne(queue);
    const next = takeOne(queue);
    const words = setInterval(whole.working, 200);
    await whole.ack({ setAside: [rejectOf("id-1", big, 1)] });
    clearInterval(words);
    expect(kinds).toEqual(["rejects-full"]);
    const chunk = await next;
    expect([texts(chunk.lines), chunk.attempt]).toEqual([[big], 2]);
    const manager = await jetstreamManager(client);
    await manager.streams.purge(`${streamName()}_REJECTS`);
    await chunk.ack({ setAside: [rejectOf("id-1", big, 0)] });
    expect(await queue.status()).toMatchObject({ pending: 0, held: 0, rejects: 1 });
  });

  it("has no limit of deliveries, which would leave a chunk in the stream for ever", async () => {
    const queue = await openNew();
    await queue.publish(chunkOf("1", "a"));
    await drain(queue, 1);
    const manager = await jetstreamManager(client);
    const { config } = await manager.consumers.info(streamName(), "deliver");
    expect(config).toMatchObject({ max_deliver: -1, ack_policy: "explicit", ack_wait: 60_000_000_000 });
  });

  it("ends the loop with an error when it is closed", async () => {
    const queue = await openNew();
    const chunks = queue.consume({ signal: new AbortController().signal, concurrency: 1 })[Symbol.asyncIterator]();
    const next = chunks.next();
    await queue.publish(chunkOf("1", "a"));
    const { value } = await next;
    await queue.close();
    value?.release(0);
    await expect(chunks.next()).rejects.toMatchObject({ code: "refused", message: expect.stringMatching(/closed/) });
    await expect(queue.publish(chunkOf("1", "a"))).rejects.toMatchObject({ code: "refused" });
    expect(await queue.status()).toMatchObject({ isConnected: false, isReady: false });
    await queue.close();
  });

  it("creates a deleted consumer anew, and tells", async () => {
    const troubles: QueueTrouble[] = [];
    const queue = await openNew({ onTrouble: (trouble) => troubles.push(trouble) });
    const manager = await jetstreamManager(client);
    await queue.publish(chunkOf("1", "a"));
    let count = 0;
    await takeUntil(queue, async (chunk) => {
      await chunk.ack();
      count += 1;
      if (count === 1) {
        // The server answers with an error when it is writing to the consumer's folder, and deletes it all the same.
        await manager.consumers.delete(streamName(), "deliver").catch(() => undefined);
        await queue.publish(chunkOf("2", "b"));
      }
      return count === 2;
    });
    // A busy server may say for a moment that it is stopping the consumer.
    expect(troubles.filter(({ message }) => !/is stopping the consumer|answers again/.test(message))).toEqual([
      { kind: "consumer-created", message: "The consumer deliver was deleted; it is created again." },
    ]);
  });

  it("ends with an error when its stream is deleted", async () => {
    const queue = await openNew({ connectTimeoutMs: 300 });
    const manager = await jetstreamManager(client);
    const signal = new AbortController().signal;
    const next = queue.consume({ signal, concurrency: 1 })[Symbol.asyncIterator]().next();
    await untilWaiting();
    await manager.streams.delete(streamName());
    await expect(next).rejects.toMatchObject({ code: "foreign", message: expect.stringContaining("doesn't exist") });
  });

  it("says of each stream that it is gone, when something is to be published there", async () => {
    const queue = await openNew({ connectTimeoutMs: 300 });
    const place = { source: "airship", partition: 0, partitions: 1 };
    await queue.claimOffset(place);
    const manager = await jetstreamManager(client);
    const streams = ["", "_OFFSETS", "_REJECTS"].map((end) => `${streamName()}${end}`);
    await Promise.all(streams.map((name) => manager.streams.delete(name)));
    const outcomes = await Promise.allSettled([
      queue.publish(chunkOf("1", "a")),
      queue.putOffset(place, "1"),
      queue.setAside("airship", [rejectOf("1", "a")]),
    ]);
    expect(outcomes).toMatchObject(
      streams.map((name) => ({
        status: "rejected",
        reason: {
          code: "foreign",
          message: `The stream ${name} doesn't exist: create it with email-events queue create.`,
        },
      })),
    );
  });
});
