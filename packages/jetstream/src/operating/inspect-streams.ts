import type { StreamInfo } from "@nats-io/jetstream";
import type { Connection } from "../connection/open-connection.ts";
import { hasQuorum } from "../status.ts";
import { readConsumer, readStream } from "../streams/read-info.ts";
import { findWarnings } from "../streams/warnings.ts";
import type { Names } from "../wire/names.ts";
import { connectToQueue } from "./connect-to-queue.ts";
import type { InspectedQueue, InspectedStream } from "./inspected-queue.ts";
import { createOffsetOperations } from "./offsets.ts";
import type { OperatorOptions } from "./queue-operator.ts";

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
