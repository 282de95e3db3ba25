import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createJetStreamQueue, type JetStreamQueueOptions } from "./create-jetstream-queue.ts";
import type { ConsumedChunk, JetStreamQueue } from "./queue.ts";
import { createQueueStreams } from "./streams/create-streams.ts";
import { natsServer } from "./testing/broker.ts";
import { type Brokers, startBrokers } from "./testing/start-brokers.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (line: Uint8Array): string => new TextDecoder().decode(line);

describe.skipIf(natsServer === undefined)("a queue on one broker", () => {
  let brokers: Brokers;
  const opened: JetStreamQueue[] = [];
  let streams = 0;

  const openNew = async (options: Partial<JetStreamQueueOptions> = {}): Promise<readonly [JetStreamQueue, string]> => {
    streams += 1;
    const stream = `test-${streams}`;
    await createQueueStreams({ servers: brokers.servers, stream, replicas: 1, maxBytes: 10_000_000 });
    return [await open(stream, options), stream];
  };
  const open = async (stream: string, options: Partial<JetStreamQueueOptions> = {}): Promise<JetStreamQueue> => {
    const queue = await createJetStreamQueue({ servers: brokers.servers, stream, ...options });
    opened.push(queue);
    return queue;
  };
  /** Takes chunks until `take` returns true. */
  const consume = async (
    queue: JetStreamQueue,
    take: (chunk: ConsumedChunk) => Promise<boolean> | boolean,
    concurrency = 4,
  ): Promise<void> => {
    const ended = new AbortController();
    for await (const chunk of queue.consume({ signal: ended.signal, concurrency })) {
      if (await take(chunk)) ended.abort();
    }
  };
  const chunkOf = (id: string, ...lines: readonly string[]) => ({
    source: "airship",
    partition: 0,
    lines: lines.map(bytes),
    receivedAt: 1_800_000_000_000,
    id,
  });

  beforeAll(async () => {
    brokers = await startBrokers({ config: "max_payload: 65536" });
  });
  afterAll(async () => {
    await Promise.all(opened.map((queue) => queue.close()));
    await brokers.stop();
  });

  it("hands a published chunk out, and forgets it once it is settled", async () => {
    const [queue] = await openNew();
    await queue.publish(chunkOf("1", '{"a":1}', "", '{"b":2}'));
    await consume(queue, async (chunk) => {
      expect(chunk).toMatchObject({ source: "airship", partition: 0, attempt: 1, receivedAt: 1_800_000_000_000 });
      expect(chunk.lines.map(text)).toEqual(['{"a":1}', "", '{"b":2}']);
      expect(chunk.problem).toBeUndefined();
      await chunk.ack();
      return true;
    });
    expect(await queue.status()).toMatchObject({ isConnected: true, isReady: true, pending: 0, held: 0 });
  });

  it("fences the process that had the offset before, and names the one that has it now", async () => {
    const [first, stream] = await openNew({ holder: "one:1" });
    const second = await open(stream, { holder: "two:2" });
    const place = { source: "airship", partition: 0, partitions: 2 };
    expect(await first.getOffset(place)).toBeUndefined();
    await first.putOffset(place, "41");
    await first.putOffset(place, "42");
    expect(await second.getOffset(place)).toBe("42");
    await expect(first.putOffset(place, "43")).rejects.toMatchObject({
      code: "fenced",
      message: expect.stringMatching(/^two:2#\w+ has taken over partition 0\/2 of airship/),
    });
    await second.putOffset(place, "44");
    expect(await first.getOffset(place)).toBe("44");
  });
});
