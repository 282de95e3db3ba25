import type { StreamConfig } from "@nats-io/jetstream";
import type { Names } from "../wire/names.ts";

/** How the streams of a queue are made. */
export interface StreamOptions {
  /** How many brokers keep each message. */
  readonly replicas: number;
  /** How much the batches may take, in bytes. Rejects may take a tenth of it. */
  readonly maxBytes: number;
}

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
    chosen: { num_replicas: replicas, max_bytes: Math.max(1_000_000, Math.floor(maxBytes / 10)) },
  },
];

/** A setting of a stream or of its consumer that isn't what it should be. */
export interface Difference {
  /** The stream or the consumer. */
  readonly of: string;
  readonly setting: string;
  readonly expected: string;
  readonly found: string;
}

const shown = (value: unknown): string => (value === undefined ? "none" : JSON.stringify(value));

/** Returns the settings that differ. What `expected` doesn't name may be anything; a server leaves out what is 0 or false. */
export const findDifferences = (of: string, expected: object, found: object): readonly Difference[] =>
  Object.entries(expected).flatMap(([setting, value]: [string, unknown]) => {
    const other: unknown = Object.entries(found).find(([name]) => name === setting)?.[1];
    const isEmpty = other === undefined && (value === 0 || value === false);
    return isEmpty || shown(value) === shown(other)
      ? []
      : [{ of, setting, expected: shown(value), found: shown(other) }];
  });

/** Returns differences in a sentence. */
export const formatDifferences = (differences: readonly Difference[]): string =>
  differences
    .map(({ of, setting, expected, found }) => `${of} has ${setting} ${found} in place of ${expected}`)
    .join(", ");
