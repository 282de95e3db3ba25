import type { ConsumerInfo, StreamInfo } from "@nats-io/jetstream";
import { causesOf } from "../connection/causes.ts";
import type { Connection } from "../connection/open-connection.ts";
import { QueueError } from "../queue-error.ts";
import type { Names } from "../wire/names.ts";

/** The codes of the server's API for what isn't there. */
const notFoundCodes = { consumer: 10014, stream: 10059, message: 10037 } as const;

/** Whether an error says that something isn't there. */
export const isNotFound = (error: unknown, what: keyof typeof notFoundCodes): boolean =>
  causesOf(error).some((cause) => "code" in cause && cause.code === notFoundCodes[what]);

/** Asks for what the broker knows of something; undefined if there is none. */
const askFor = async <T>(
  { ask }: Connection,
  what: keyof typeof notFoundCodes,
  request: () => Promise<T>,
): Promise<T | undefined> => {
  try {
    return await ask(request);
  } catch (error) {
    if (isNotFound(error, what)) return undefined;
    throw error;
  }
};

/**
 * Reads what the broker knows of a stream; undefined if there is none.
 *
 * @throws QueueError
 */
export const readStream = (connection: Connection, name: string): Promise<StreamInfo | undefined> =>
  askFor(connection, "stream", () => connection.manager.streams.info(name));

/** What a server tells of a consumer that it is just stopping has no settings, whatever the client's types say. */
const isComplete = (info: Partial<ConsumerInfo>): boolean => info.config !== undefined;

/**
 * Reads what the broker knows of the consumer; undefined if there is none.
 *
 * @throws QueueError: `unavailable` while the server stops the consumer, such as after a change of leaders
 */
export const readConsumer = async (connection: Connection, names: Names): Promise<ConsumerInfo | undefined> => {
  const info = await askFor(connection, "consumer", () =>
    connection.manager.consumers.info(names.batches, names.consumer),
  );
  if (info === undefined || isComplete(info)) return info;
  throw new QueueError("unavailable", "The broker is just stopping the consumer: try again.");
};
