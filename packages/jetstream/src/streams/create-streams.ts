import { systemClock } from "../clock.ts";
import { checkOptions } from "../connection/check-options.ts";
import { type Connection, openConnection } from "../connection/open-connection.ts";
import { retry } from "../connection/retry.ts";
import { type ConnectionSettings, toDeadline } from "../connection/connection-settings.ts";
import { type Names, toNames } from "../wire/names.ts";
import { type StreamSetup, toStreamSetups } from "./configs.ts";
import { type Difference, findDifferences } from "./differences.ts";
import { readStream } from "./read-info.ts";
import type { StreamOptions } from "./stream-options.ts";
import { findWarnings } from "./warnings.ts";

/** How `createQueueStreams` makes the streams of a queue. */
export interface CreateOptions extends ConnectionSettings, StreamOptions {
  /** The prefix of streams and subjects. Default: `email-events`. */
  readonly stream?: string | undefined;
}

/** What `createQueueStreams` has done. */
export interface CreatedStreams {
  readonly created: readonly string[];
  /** Streams that were there. They aren't changed. */
  readonly existing: readonly string[];
  /** The settings of existing streams that differ from what was asked for. */
  readonly differences: readonly Difference[];
  /** What an operator should know, in sentences. */
  readonly warnings: readonly string[];
}

const createStream = async (
  connection: Connection,
  { name, required, chosen }: StreamSetup,
): Promise<readonly Difference[] | "created"> => {
  const found = await readStream(connection, name);
  if (found !== undefined) return findDifferences(name, { ...required, ...chosen }, found.config);
  await connection.ask(() => connection.manager.streams.add({ ...required, ...chosen, name }));
  return "created";
};

const createAll = async (
  connection: Connection,
  names: Names,
  options: CreateOptions,
  until: number,
): Promise<CreatedStreams> => {
  const created: string[] = [];
  const existing: string[] = [];
  const differences: Difference[] = [];
  for (const setup of toStreamSetups(names, options)) {
    // Without a leader, the first requests fail.
    const outcome = await retry(() => createStream(connection, setup), { clock: systemClock, until });
    if (outcome === "created") created.push(setup.name);
    else {
      existing.push(setup.name);
      differences.push(...outcome);
    }
  }
  const warnings = findWarnings({ replicas: options.replicas, serverVersion: connection.serverVersion() });
  return { created, existing, differences, warnings };
};

/**
 * Creates the streams of a queue; those that are there stay as they are.
 *
 * @throws QueueError
 */
export const createQueueStreams = async (options: CreateOptions): Promise<CreatedStreams> => {
  checkOptions(options, ["replicas", "maxBytes"]);
  const names = toNames(options.stream);
  const until = toDeadline(options, systemClock.now());
  const connection = await openConnection(options);
  try {
    return await createAll(connection, names, options, until);
  } finally {
    await connection.close();
  }
};
