import type { Connection } from "../connection/open-connection.ts";
import { QueueError } from "../queue-error.ts";
import type { Names } from "../wire/names.ts";
import { toStreamSetups } from "./configs.ts";
import { type Difference, findDifferences, formatDifferences } from "./differences.ts";
import { requireStream } from "./read-info.ts";

/** Returns the error of streams that aren't those of a queue. */
const foreignStreams = (differences: readonly Difference[]): QueueError =>
  new QueueError(
    "foreign",
    `The queue is configured differently: ${formatDifferences(differences)}. Use another prefix, or drain it, delete its streams and create them with email-events queue create.`,
  );

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
    const { config } = await requireStream(connection, name);
    differences.push(...findDifferences(name, required, config));
  }
  if (differences.length > 0) throw foreignStreams(differences);
};
