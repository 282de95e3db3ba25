import { systemClock } from "../clock.ts";
import { type Connection, openConnection } from "../connection/open-connection.ts";
import { retry } from "../connection/retry.ts";
import { type ConnectionSettings, defaultConnectTimeoutMs } from "../connection/settings.ts";
import { checkStreams } from "../streams/check-streams.ts";
import { type Names, toNames } from "../wire/names.ts";
import { createOffsetOperations, type OffsetOperations } from "./offsets.ts";
import { createRejectOperations, type RejectOperations } from "./rejects.ts";

/** What an operator does with a queue, also while it is in use. */
export interface QueueOperator extends RejectOperations, OffsetOperations {
  /** Ends the connection. */
  readonly close: () => Promise<void>;
}

/** Which queue an operator works on. */
export interface OperatorOptions extends ConnectionSettings {
  /** The prefix of streams and subjects. Default: `email-events`. */
  readonly stream?: string | undefined;
}

/**
 * Connects to a queue that is there.
 *
 * @throws QueueError
 */
export const connectToQueue = async (
  options: OperatorOptions,
): Promise<{ readonly connection: Connection; readonly names: Names }> => {
  const names = toNames(options.stream);
  const connection = await openConnection(options);
  const timeoutMs = options.connectTimeoutMs ?? defaultConnectTimeoutMs;
  try {
    await retry(() => checkStreams(connection, names), { clock: systemClock, timeoutMs });
    return { connection, names };
  } catch (error) {
    await connection.close();
    throw error;
  }
};

/**
 * Opens a queue for an operator. All its operations throw a `QueueError` when the broker doesn't do them.
 *
 * @throws QueueError
 */
export const openQueueOperator = async (options: OperatorOptions): Promise<QueueOperator> => {
  const { connection, names } = await connectToQueue(options);
  return {
    ...createRejectOperations(connection, names),
    ...createOffsetOperations(connection, names),
    close: connection.close,
  };
};
