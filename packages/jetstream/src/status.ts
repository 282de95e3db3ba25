import type { StreamInfo } from "@nats-io/jetstream";
import type { Connection } from "./connection/open-connection.ts";
import type { QueueStatus } from "./queue.ts";
import { readConsumer, readStream } from "./streams/read-info.ts";
import { findWarnings } from "./streams/warnings.ts";
import type { Names } from "./wire/names.ts";

/** Whether the stream has a leader, and enough replicas to confirm something. */
export const hasQuorum = ({ cluster, config }: StreamInfo): boolean => {
  if (cluster === undefined) return true;
  const others = cluster.replicas ?? [];
  const present = 1 + others.filter(({ offline }) => !offline).length;
  return (cluster.leader ?? "") !== "" && present > config.num_replicas / 2;
};

type Counts = Pick<QueueStatus, "pending" | "held" | "rejects">;

/** Returns a function that reads the status. While the broker doesn't answer, counts are those that it told last. */
export const createStatus = (
  connection: Connection,
  names: Names,
  redelivered: () => number,
): (() => Promise<QueueStatus>) => {
  let counts: Counts = { pending: 0, held: 0, rejects: 0 };
  let warnings: readonly string[] = [];

  const readNow = async (): Promise<boolean> => {
    const [batches, rejects, consumer] = await Promise.all([
      readStream(connection, names.batches),
      readStream(connection, names.rejects),
      readConsumer(connection, names),
    ]);
    if (batches === undefined) return false;
    counts = {
      pending: consumer?.num_pending ?? batches.state.messages,
      held: consumer?.num_ack_pending ?? 0,
      rejects: rejects?.state.messages ?? 0,
    };
    warnings = findWarnings({ replicas: batches.config.num_replicas, serverVersion: connection.serverVersion() });
    return hasQuorum(batches);
  };
  return async () => {
    const isReady = await readNow().catch(() => false);
    return { isConnected: connection.isConnected(), isReady, ...counts, redelivered: redelivered(), warnings };
  };
};
