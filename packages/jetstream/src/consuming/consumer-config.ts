import type { ConsumerConfig } from "@nats-io/jetstream";
import type { Connection } from "../connection/open-connection.ts";
import { QueueError } from "../queue-error.ts";
import { findDifferences, formatDifferences } from "../streams/differences.ts";
import { readConsumer } from "../streams/read-info.ts";
import type { Names } from "../wire/names.ts";

const nanosPerMs = 1_000_000;

/** How long the queue waits for a silent consumer before it hands out the chunk again, in milliseconds. */
export const defaultHoldMs = 60_000;

/**
 * Returns the settings that the consumer of a queue requires. `max_deliver` has no limit: a message that reached one
 * would stay in the stream forever.
 */
const toRequired = (holdMs: number) =>
  ({
    ack_policy: "explicit",
    ack_wait: holdMs * nanosPerMs,
    max_deliver: -1,
    max_ack_pending: 4096,
    max_waiting: 4096,
    deliver_policy: "all",
    replay_policy: "instant",
  }) as const satisfies Partial<ConsumerConfig>;

/**
 * Settings that the consumer of a queue doesn't have: with them it would hand out some messages only, or without their bodies,
 * or refuse each request.
 */
const unset = {
  filter_subject: undefined,
  filter_subjects: undefined,
  headers_only: false,
  max_batch: 0,
  max_bytes: 0,
  max_expires: 0,
  priority_groups: undefined,
} as const satisfies { readonly [K in keyof ConsumerConfig]?: ConsumerConfig[K] | undefined };

/**
 * Creates the consumer if there is none.
 *
 * @returns Whether there was none.
 * @throws QueueError: `foreign` for a consumer that is configured differently
 */
export const ensureConsumer = async (connection: Connection, names: Names, holdMs: number): Promise<boolean> => {
  const required = toRequired(holdMs);
  const found = await readConsumer(connection, names);
  if (found === undefined) {
    const { ask, manager } = connection;
    await ask(() => manager.consumers.add(names.batches, { ...required, durable_name: names.consumer }));
    return true;
  }
  const differences = findDifferences(`the consumer ${names.consumer}`, { ...required, ...unset }, found.config);
  if (differences.length === 0) return false;
  throw new QueueError(
    "foreign",
    `The queue is configured differently: ${formatDifferences(differences)}. Delete that consumer: it is created as it should be, and the chunks stay.`,
  );
};
