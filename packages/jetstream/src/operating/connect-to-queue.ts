import { systemClock } from "../clock.ts";
import { checkOptions } from "../connection/check-options.ts";
import { toDeadline } from "../connection/connection-settings.ts";
import { type Connection, openConnection } from "../connection/open-connection.ts";
import { retry } from "../connection/retry.ts";
import { checkStreams } from "../streams/check-streams.ts";
import { type Names, toNames } from "../wire/names.ts";
import type { OperatorOptions } from "./queue-operator.ts";

/**
 * Connects to a queue that is there.
 *
 * @throws QueueError
 */
export const connectToQueue = async (
  options: OperatorOptions,
): Promise<{ readonly connection: Connection; readonly names: Names }> => {
  checkOptions(options);
  const names = toNames(options.stream);
  const until = toDeadline(options, systemClock.now());
  const connection = await openConnection(options);
  try {
    await retry(() => checkStreams(connection, names), { clock: systemClock, until });
    return { connection, names };
  } catch (error) {
    await connection.close();
    throw error;
  }
};
