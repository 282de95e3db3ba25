import { headers, type MsgHdrs } from "@nats-io/transport-node";
import { createJetStreamQueue, type JetStreamQueueOptions } from "../create-jetstream-queue.ts";
import type { ConsumedChunk, JetStreamQueue, QueueChunk, Reject } from "../queue.ts";
import { createQueueStreams } from "../streams/create-streams.ts";
import type { Brokers } from "./start-brokers.ts";

/** The bytes of a text. */
export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The texts of lines. */
export const texts = (lines: readonly Uint8Array[]): readonly string[] =>
  lines.map((line) => new TextDecoder().decode(line));

/** Headers that the client sends, and that it can't read: a name has a blank. */
export const unreadableHeaders = (): MsgHdrs =>
  Object.assign(headers(), { encode: () => bytes("NATS/1.0\r\na b: c\r\n\r\n") });

export const receivedAt = 1_800_000_000_000;

/** A chunk of partition 0 of Airship. */
export const chunkOf = (id: string | undefined, ...lines: readonly string[]): QueueChunk => ({
  source: "airship",
  partition: 0,
  lines: lines.map(bytes),
  receivedAt,
  ...(id === undefined ? {} : { id }),
});

/** An event that is set aside. */
export const rejectOf = (id: string, payload: string, index = 0): Reject => ({
  id,
  index,
  payload: bytes(payload),
  status: "rejected",
  reason: "refused by the API",
  issues: [],
});

/** Opens queues for tests, each with streams of its own, and closes them. */
export interface TestQueues {
  /** Makes streams, and opens a queue of them. */
  readonly openNew: (options?: NewQueueOptions) => Promise<JetStreamQueue>;
  /** Opens one more queue of the streams that were made last. */
  readonly openSame: (options?: Partial<JetStreamQueueOptions>) => Promise<JetStreamQueue>;
  /** The prefix of the streams that were made last. */
  readonly stream: () => string;
  readonly close: () => Promise<void>;
}

/** How a queue of a test is made and opened. */
export interface NewQueueOptions extends Partial<JetStreamQueueOptions> {
  readonly replicas?: number;
  readonly maxBytes?: number;
}

/** Creates the queues of a test file. */
export const createTestQueues = (brokers: () => Brokers): TestQueues => {
  const opened: JetStreamQueue[] = [];
  let count = 0;
  const stream = (): string => `test-${count}`;
  const openSame = async (options: Partial<JetStreamQueueOptions> = {}): Promise<JetStreamQueue> => {
    const queue = await createJetStreamQueue({ servers: brokers().servers, stream: stream(), ...options });
    opened.push(queue);
    return queue;
  };
  return {
    openNew: async ({ replicas = 1, maxBytes = 10_000_000, ...options } = {}) => {
      count += 1;
      await createQueueStreams({ servers: brokers().servers, ...options, stream: stream(), replicas, maxBytes });
      return openSame(options);
    },
    openSame,
    stream,
    close: async () => {
      await Promise.all(opened.map((queue) => queue.close()));
    },
  };
};

/** Hands chunks to `take`, one after the other, until it returns true. */
export const takeUntil = async (
  queue: JetStreamQueue,
  take: (chunk: ConsumedChunk) => Promise<boolean> | boolean,
  concurrency = 4,
): Promise<void> => {
  const ended = new AbortController();
  for await (const chunk of queue.consume({ signal: ended.signal, concurrency })) {
    if (await take(chunk)) ended.abort();
  }
};

/** Takes one chunk, which is still to be settled, and no other. */
export const takeOne = async (queue: JetStreamQueue): Promise<ConsumedChunk> => {
  const taken: ConsumedChunk[] = [];
  await takeUntil(queue, (chunk) => taken.push(chunk) > 0, 1);
  const [chunk] = taken;
  if (chunk === undefined) throw new Error("no chunk came");
  return chunk;
};

/** Takes and settles chunks until there were so many; returns them. */
export const drain = async (queue: JetStreamQueue, count: number): Promise<readonly ConsumedChunk[]> => {
  const chunks: ConsumedChunk[] = [];
  if (count === 0) return chunks;
  await takeUntil(
    queue,
    async (chunk) => {
      chunks.push(chunk);
      await chunk.ack();
      return chunks.length === count;
    },
    Math.min(4, count),
  );
  return chunks;
};
