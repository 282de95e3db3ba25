import { QueueError } from "../queue-error.ts";
import type { ConsumedChunk, Settlement } from "../queue.ts";
import { decodeBatch } from "../wire/batch.ts";
import { redeliver, renew } from "./answer.ts";
import type { ConsumeContext } from "./consume-context.ts";
import type { DeliveredMessage } from "./delivery.ts";
import { settle } from "./settle.ts";

const wasReleased = (): QueueError => new QueueError("unavailable", "The chunk was released: it is redelivered.");

/** Returns the chunk of a message. `onDone` is called once it isn't out any longer. */
export const toChunk = (context: ConsumeContext, delivered: DeliveredMessage, onDone: () => void): ConsumedChunk => {
  const { connection } = context;
  const { message, reply, count } = delivered;
  const decoded = decodeBatch(message);
  const batch = { ...decoded, attempt: decoded.attempt + count - 1 };
  const { source, partition, lines, receivedAt, attempt, problem } = batch;
  let isReleased = false;
  let isSettled = false;
  let settled: Promise<void> | undefined;

  const giveUp = (delayMs?: number): void => {
    if (isReleased) return;
    isReleased = true;
    redeliver(connection, reply, delayMs);
    onDone();
  };
  const settleOrGiveUp = async (settlement: Settlement): Promise<void> => {
    try {
      await settle(context, { delivered, batch }, settlement);
    } catch (error) {
      giveUp();
      throw error;
    }
    isSettled = true;
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
      if (!isSettled && !isReleased) renew(connection, reply);
    },
    ack: (settlement = {}) => (settled ??= isReleased ? Promise.reject(wasReleased()) : settleOrGiveUp(settlement)),
    release: (delayMs) => {
      if (settled === undefined) giveUp(delayMs);
    },
  };
};
