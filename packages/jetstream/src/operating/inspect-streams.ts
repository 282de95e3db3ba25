import type { StreamInfo } from "@nats-io/jetstream";
import type { Connection } from "../connection/open-connection.ts";
import { hasQuorum, readConsumer } from "../status.ts";
import { readStream } from "../streams/check-streams.ts";
import { findWarnings } from "../streams/warnings.ts";
import type { Names } from "../wire/names.ts";
import { createOffsetOperations, type QueueOffset } from "./offsets.ts";
import { connectToQueue, type OperatorOptions } from "./open-queue-operator.ts";

/** What the broker knows of a stream. */
export interface InspectedStream {
  readonly name: string;
  readonly messages: number;
  readonly bytes: number;
  /** -1 without a limit. */
  readonly maxBytes: number;
  readonly replicas: number;
  /** The broker that leads it, by its name; none of a single one, and none before one is elected. */
  readonly leader: string | undefined;
  /** Replicas that lag behind, by name. */
  readonly lagging: readonly string[];
  readonly offline: readonly string[];
  /** Whether it takes messages now. */
  readonly isReady: boolean;
}

/** What the broker knows of the consumer that all workers share. */
export interface InspectedConsumer {
  /** Batches that wait, and batches that are out. */
  readonly pending: number;
  readonly held: number;
  /** Batches that are out, and came more than once. */
  readonly redelivered: number;
  /** Requests of workers that wait for a batch. */
  readonly waiting: number;
}

/** What `inspectQueueStreams` has found. */
export interface InspectedQueue {
  readonly serverVersion: string;
  readonly streams: readonly InspectedStream[];
  /** None before the first worker. */
  readonly consumer: InspectedConsumer | undefined;
  readonly offsets: readonly QueueOffset[];
  /** What an operator should know, in sentences. */
  readonly warnings: readonly string[];
}

const toInspected = (info: StreamInfo): InspectedStream => {
  const { config, state, cluster } = info;
  const others = cluster?.replicas ?? [];
  return {
    name: config.name,
    messages: state.messages,
    bytes: state.bytes,
    maxBytes: config.max_bytes,
    replicas: config.num_replicas,
    leader: cluster?.leader,
    lagging: others.filter(({ current, offline }) => !current && !offline).map(({ name }) => name),
    offline: others.filter(({ offline }) => offline).map(({ name }) => name),
    isReady: hasQuorum(info),
  };
};

const inspect = async (connection: Connection, names: Names): Promise<InspectedQueue> => {
  const { offsets } = createOffsetOperations(connection, names);
  const [infos, consumer, found] = await Promise.all([
    Promise.all([names.batches, names.offsets, names.rejects].map((name) => readStream(connection, name))),
    readConsumer(connection, names),
    offsets(),
  ]);
  const streams = infos.flatMap((info) => (info === undefined ? [] : [toInspected(info)]));
  const replicas = Math.min(...streams.map((stream) => stream.replicas));
  const serverVersion = connection.serverVersion();
  return {
    serverVersion,
    streams,
    consumer: consumer && {
      pending: consumer.num_pending,
      held: consumer.num_ack_pending,
      redelivered: consumer.num_redelivered,
      waiting: consumer.num_waiting,
    },
    offsets: found,
    warnings: findWarnings({ replicas, serverVersion }),
  };
};

/**
 * Reads the state of a queue.
 *
 * @throws QueueError: `foreign` for streams that are missing or not those of a queue
 */
export const inspectQueueStreams = async (options: OperatorOptions): Promise<InspectedQueue> => {
  const { connection, names } = await connectToQueue(options);
  try {
    return await inspect(connection, names);
  } finally {
    await connection.close();
  }
};
