import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import { type Clock, systemClock } from "./clock.ts";
import { checkConsumeOptions, checkOptions } from "./connection/check-options.ts";
import { openConnection } from "./connection/open-connection.ts";
import { retry } from "./connection/retry.ts";
import { type ConnectionSettings, toDeadline } from "./connection/connection-settings.ts";
import { consume } from "./consuming/consume.ts";
import { defaultHoldMs } from "./consuming/consumer-config.ts";
import { createOffsets } from "./offsets/create-offsets.ts";
import { checkRoom, maxBodyBytes, publishBatch } from "./publish.ts";
import type { JetStreamQueue } from "./queue.ts";
import { publishRejects } from "./rejects/publish-rejects.ts";
import { createStatus } from "./status.ts";
import { checkStreams } from "./streams/check-streams.ts";
import type { QueueTrouble } from "./trouble.ts";
import { toNames } from "./wire/names.ts";

/** How `createJetStreamQueue` opens a queue. */
export interface JetStreamQueueOptions extends ConnectionSettings {
  /** The prefix of streams and subjects. Default: `email-events`. */
  readonly stream?: string | undefined;
  /** Names this process to others. Default: `host:pid`. A random part is added. */
  readonly holder?: string | undefined;
  /**
   * How long a chunk stays with its consumer without a call of `working`, in ms; the same in all processes of a queue.
   * Default: 60,000.
   */
  readonly holdMs?: number | undefined;
  /** Called with what happens to the connection, the consumer and the stream of rejects. Default: it is ignored. */
  readonly onTrouble?: ((trouble: QueueTrouble) => void) | undefined;
  readonly clock?: Clock | undefined;
}

/**
 * Opens the queue whose streams `createQueueStreams` made.
 *
 * @throws QueueError: `unavailable` when no broker with a leader answers in time, `refused` for wrong options and credentials, `foreign` for
 * streams that are missing or not those of a queue
 */
export const createJetStreamQueue = async (options: JetStreamQueueOptions): Promise<JetStreamQueue> => {
  checkOptions(options);
  const { clock = systemClock, holdMs = defaultHoldMs, onTrouble = () => {} } = options;
  const names = toNames(options.stream);
  const holder = `${options.holder ?? `${hostname()}:${process.pid}`}#${randomBytes(6).toString("hex")}`;
  const until = toDeadline(options, clock.now());
  const connection = await openConnection(options, clock, onTrouble);
  try {
    checkRoom(connection);
    await retry(() => checkStreams(connection, names), { clock, until });
  } catch (error) {
    await connection.close();
    throw error;
  }
  const offsets = createOffsets(connection, names, holder);
  let redelivered = 0;
  const onRedelivered = (): void => {
    redelivered += 1;
  };
  return {
    get maxLineBytes() {
      return maxBodyBytes(connection);
    },
    holdMs,
    publish: (chunk) => publishBatch(connection, names, { ...chunk, attempt: 1 }),
    consume: (how) => {
      checkConsumeOptions(how);
      return consume({ connection, names, holdMs, onTrouble, onRedelivered }, how);
    },
    setAside: (source, rejects) =>
      publishRejects(connection, names, source, new Set(rejects), { partition: 0, receivedAt: Date.now() }),
    claimOffset: offsets.claim,
    putOffset: offsets.put,
    status: createStatus(connection, names, () => redelivered),
    close: connection.close,
  };
};
