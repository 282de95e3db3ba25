import { text, UsageError, type ValuesOf } from "@email-events/cli";
import type { QueueOperator } from "@email-events/jetstream";
import { mergeConfig } from "../../config/merge-config.ts";
import { loadJetStream, toConnection } from "../../queue/open-jetstream.ts";
import { findNatsCredentials } from "../../running/nats-credentials.ts";
import { toRunError } from "../../running/queue-run-error.ts";
import { RunError } from "../../running/run-error.ts";
import type { CommandIo } from "../../terminal.ts";
import { natsInputs, toNatsConfig, toNatsSettings } from "../nats-inputs.ts";

/** The options that name what is operated on: a state file, or a queue. */
export const placeInputs = { state: text("FILE", "state file of the relay"), ...natsInputs };

/** What is operated on. */
export type Place = ValuesOf<typeof placeInputs>;

/**
 * Returns the path of the state file; `undefined` where a queue is named.
 *
 * @throws UsageError when neither or both are named.
 */
export const findStatePath = ({ state, nats }: Place): string | undefined => {
  if (state !== undefined && nats.length > 0) throw new UsageError("--state and --nats are mutually exclusive");
  if (state === undefined && nats.length === 0)
    throw new UsageError("--state or --nats is required (state file of the relay, or a broker of its queue)");
  return state;
};

/** Opens a queue beside the processes that use it, and closes it when the work is done. An error of it is explained. */
export const withQueue = async (
  place: Place,
  io: CommandIo,
  work: (queue: QueueOperator) => Promise<number>,
): Promise<number> => {
  try {
    const settings = toNatsSettings(mergeConfig({}, { nats: toNatsConfig(place) }).nats);
    const connection = toConnection(settings, findNatsCredentials(io.env));
    const { openQueueOperator } = await loadJetStream();
    const queue = await openQueueOperator(connection);
    try {
      return await work(queue);
    } finally {
      await queue.close();
    }
  } catch (error) {
    const failure = toRunError(error);
    if (!(failure instanceof RunError)) throw failure;
    io.messages.line(`error: ${failure.message}`);
    return failure.exitCode;
  }
};
