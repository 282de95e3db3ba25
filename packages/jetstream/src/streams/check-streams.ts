import type { StreamInfo } from "@nats-io/jetstream";
import { causesOf } from "../connection/causes.ts";
import type { Connection } from "../connection/open-connection.ts";
import { QueueError } from "../queue-error.ts";
import type { Names } from "../wire/names.ts";
import { toStreamSetups } from "./configs.ts";
import { type Difference, findDifferences, formatDifferences } from "./differences.ts";

/** The codes of the server's API for what isn't there. */
const notFoundCodes = { consumer: 10014, stream: 10059, message: 10037 } as const;

/** Whether an error says that something isn't there. */
export const isNotFound = (error: unknown, what: keyof typeof notFoundCodes): boolean =>
  causesOf(error).some((cause) => "code" in cause && cause.code === notFoundCodes[what]);

/** Returns what the broker knows of a stream; undefined if there is none. */
export const readStream = async ({ ask, manager }: Connection, name: string): Promise<StreamInfo | undefined> => {
  try {
    return await ask(() => manager.streams.info(name));
  } catch (error) {
    if (isNotFound(error, "stream")) return undefined;
    throw error;
  }
};

/** Returns the error of streams that aren't those of a queue. */
export const foreignStreams = (differences: readonly Difference[]): QueueError =>
  new QueueError(
    "foreign",
    `The queue is configured differently: ${formatDifferences(differences)}. Use another prefix, or drain it, delete its streams and create them with email-events queue create.`,
  );

/** Returns the error of a stream that isn't there. */
const missingStream = (name: string): QueueError =>
  new QueueError("foreign", `The stream ${name} doesn't exist: create it with email-events queue create.`);

/**
 * Checks that a stream exists, after a message to it got no answer.
 *
 * @throws QueueError: `foreign`
 */
export const requireStream = async (connection: Connection, name: string): Promise<void> => {
  if ((await readStream(connection, name)) === undefined) throw missingStream(name);
};

/** Any options do: what they decide isn't checked. */
const anyOptions = { replicas: 1, maxBytes: 1 };

/**
 * Checks that the streams of a queue exist and have the settings that a queue requires. Replicas, and the size limits
 * of batches and rejects, may be any.
 *
 * @throws QueueError: `foreign`
 */
export const checkStreams = async (connection: Connection, names: Names): Promise<void> => {
  const differences: Difference[] = [];
  for (const { name, required } of toStreamSetups(names, anyOptions)) {
    const found = await readStream(connection, name);
    if (found === undefined) throw missingStream(name);
    differences.push(...findDifferences(name, required, found.config));
  }
  if (differences.length > 0) throw foreignStreams(differences);
};
