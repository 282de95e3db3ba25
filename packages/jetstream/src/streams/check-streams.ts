import type { Connection } from "../connection/open-connection.ts";
import { QueueError } from "../queue-error.ts";
import type { Names } from "../wire/names.ts";
import { toStreamSetups } from "./configs.ts";
import { type Difference, findDifferences, formatDifferences } from "./differences.ts";
import { readStream } from "./read-info.ts";

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
