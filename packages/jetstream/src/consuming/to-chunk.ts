import { createHash } from "node:crypto";
import type { Connection } from "../connection/open-connection.ts";
import { retry } from "../connection/retry.ts";
import { publishBatch } from "../publish.ts";
import { QueueError } from "../queue-error.ts";
import type { ConsumedChunk, Settlement } from "../queue.ts";
import { publishRejects } from "../rejects/publish-rejects.ts";
import { decodeBatch, type DecodedBatch } from "../wire/batch.ts";
import type { Names } from "../wire/names.ts";
import { confirm, giveBack, renew } from "./answer.ts";
import type { DeliveredMessage } from "./delivery.ts";

/** How long settling is tried, in milliseconds: less than the hold, so that no other consumer has the chunk meanwhile. */
const settleMs = 30_000;

/** Equal for equal events of the same message, so that the broker keeps them once when settling is tried again. */
const toAgainId = ({ sequence, storedAt }: DeliveredMessage, attempt: number, again: readonly number[]): string => {
  const which = createHash("sha256").update(again.join(",")).digest("base64url").slice(0, 22);
  return `again.${sequence}.${storedAt}.${attempt}.${which}`;
};

const publishAgain = async (
  connection: Connection,
  names: Names,
  delivered: DeliveredMessage,
  batch: DecodedBatch,
  again: readonly number[],
): Promise<void> => {
  const indexes = [...new Set(again)];
  const lines = indexes.flatMap((index) => batch.lines[index] ?? []);
  if (lines.length === 0) return;
  const id = toAgainId(delivered, batch.attempt, indexes);
  await publishBatch(connection, names, { ...batch, lines, attempt: batch.attempt + 1, id });
};

const wasReleased = (): QueueError => new QueueError("unavailable", "The chunk was given back: it comes again.");

/** Returns the chunk of a message. `onDone` is called once it isn't out any longer. */
export const toChunk = (
  connection: Connection,
  names: Names,
  delivered: DeliveredMessage,
  onDone: () => void,
): ConsumedChunk => {
  const { message, reply, count } = delivered;
  const decoded = decodeBatch(message);
  const batch = { ...decoded, attempt: decoded.attempt + count - 1 };
  const { source, partition, lines, receivedAt, attempt, problem } = batch;
  let isReleased = false;
  let settled: Promise<void> | undefined;

  const giveUp = (delayMs?: number): void => {
    if (isReleased) return;
    isReleased = true;
    giveBack(connection, reply, delayMs);
    onDone();
  };
  // Each step can be done twice without harm: the broker knows the ids.
  const settleOnce = async ({ setAside = [], again = [] }: Settlement): Promise<void> => {
    await publishRejects(connection, names, source, setAside, batch);
    await publishAgain(connection, names, delivered, batch, again);
    await confirm(connection, reply);
  };
  const settle = async (settlement: Settlement): Promise<void> => {
    const { clock } = connection;
    renew(connection, reply);
    try {
      const until = clock.now() + settleMs;
      await retry(() => settleOnce(settlement), { clock, until, codes: ["unavailable", "full"] });
    } catch (error) {
      giveUp();
      throw error;
    }
    onDone();
  };
  return {
    source,
    partition,
    lines,
    receivedAt,
    attempt,
    ...(problem === undefined ? {} : { problem }),
    working: () => {
      if (settled === undefined && !isReleased) renew(connection, reply);
    },
    ack: (settlement = {}) => (settled ??= isReleased ? Promise.reject(wasReleased()) : settle(settlement)),
    release: (delayMs) => {
      if (settled === undefined) giveUp(delayMs);
    },
  };
};
