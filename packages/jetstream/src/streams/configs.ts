import type { StreamConfig } from "@nats-io/jetstream";
import type { Names } from "../wire/names.ts";
import type { StreamOptions } from "./stream-options.ts";

/** A stream: what makes it one of a queue, and what its operator chooses. */
export interface StreamSetup {
  readonly name: string;
  readonly required: Partial<StreamConfig>;
  readonly chosen: Partial<StreamConfig>;
}

const nanosPerSecond = 1_000_000_000;

/** How long the broker remembers the ids of batches and of rejects, in seconds. */
const rememberBatchesS = 120;
const rememberRejectsS = 600;

/** Several of the largest events, each with its facts, so that none is too large for an empty stream of rejects. */
const leastRejectsBytes = 4_000_000;

const everyStream = {
  storage: "file",
  max_msgs: -1,
  max_age: 0,
  max_msg_size: -1,
  sealed: false,
  deny_delete: false,
  deny_purge: false,
  no_ack: false,
} as const satisfies Partial<StreamConfig>;

/** Returns the three streams of a queue. */
export const toStreamSetups = (names: Names, { replicas, maxBytes }: StreamOptions): readonly StreamSetup[] => [
  {
    name: names.batches,
    required: {
      ...everyStream,
      subjects: [`${names.prefix}.batch.*.*`],
      retention: "workqueue",
      discard: "new",
      max_msgs_per_subject: -1,
      duplicate_window: rememberBatchesS * nanosPerSecond,
    },
    chosen: { num_replicas: replicas, max_bytes: maxBytes },
  },
  {
    name: names.offsets,
    required: {
      ...everyStream,
      subjects: [`${names.prefix}.offset.*.*`],
      retention: "limits",
      discard: "old",
      max_msgs_per_subject: 1,
      max_bytes: -1,
    },
    chosen: { num_replicas: replicas },
  },
  {
    name: names.rejects,
    required: {
      ...everyStream,
      subjects: [`${names.prefix}.reject.*`],
      retention: "limits",
      discard: "new",
      max_msgs_per_subject: -1,
      duplicate_window: rememberRejectsS * nanosPerSecond,
    },
    chosen: { num_replicas: replicas, max_bytes: Math.max(leastRejectsBytes, Math.floor(maxBytes / 10)) },
  },
];
