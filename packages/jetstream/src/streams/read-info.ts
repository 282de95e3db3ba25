import type { ConsumerInfo, StreamInfo } from "@nats-io/jetstream";
import { causesOf } from "../connection/causes.ts";
import { isNotEnabled } from "../connection/explain.ts";
import type { Connection } from "../connection/open-connection.ts";
import { QueueError } from "../queue-error.ts";
import type { Names } from "../wire/names.ts";

/** The codes of the server's API for what isn't there. */
const notFoundCodes = { consumer: 10014, stream: 10059, message: 10037 } as const;

/** Whether an error says that something isn't there. */
export const isNotFound = (error: unknown, what: keyof typeof notFoundCodes): boolean =>
  causesOf(error).some((cause) => "code" in cause && cause.code === notFoundCodes[what]);

/** Resolves to undefined in place of an error that says that something isn't there. */
const ifFound = async <T>(what: keyof typeof notFoundCodes, asking: Promise<T>): Promise<T | undefined> => {
  try {
    return await asking;
  } catch (error) {
    if (isNotFound(error, what)) return undefined;
    throw error;
  }
};

/**
 * Reads what the broker knows of a stream; undefined if there is none, or the broker says so for a moment.
 *
 * @throws QueueError
 */
export const readStream = ({ ask, manager }: Connection, name: string): Promise<StreamInfo | undefined> =>
  ifFound(
    "stream",
    ask(() => manager.streams.info(name), isNotEnabled),
  );

/**
 * Reads what the broker knows of a stream that has to be there.
 *
 * @throws QueueError: `foreign` if there is none
 */
export const requireStream = async ({ ask, manager }: Connection, name: string): Promise<StreamInfo> => {
  const info = await ifFound(
    "stream",
    ask(() => manager.streams.info(name)),
  );
  if (info !== undefined) return info;
  throw new QueueError("foreign", `The stream ${name} doesn't exist: create it with email-events queue create.`);
};

/** A server that is stopping a consumer reports it without settings, which the client's types don't allow. */
const isComplete = (info: Partial<ConsumerInfo>): boolean => info.config !== undefined;

/**
 * Reads what the broker knows of the consumer; undefined if there is none.
 *
 * @throws QueueError: `unavailable` while the server stops the consumer, such as after a change of leaders
 */
export const readConsumer = async (connection: Connection, names: Names): Promise<ConsumerInfo | undefined> => {
  const { ask, manager } = connection;
  const info = await ifFound(
    "consumer",
    ask(() => manager.consumers.info(names.batches, names.consumer)),
  );
  if (info === undefined || isComplete(info)) return info;
  throw new QueueError("unavailable", "The broker is stopping the consumer: try again.");
};
