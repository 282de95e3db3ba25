import { isQueueError } from "../queue/queue-error.ts";
import type { Queue } from "../queue/queue.ts";
import { pause, type Clock } from "../running/clock.ts";
import type { QueueTrouble } from "./queue-trouble.ts";

/** The dependencies of `createAttempt`. */
export interface AttemptParts {
  readonly queue: Pick<Queue, "status">;
  readonly clock: Clock;
  readonly trouble: QueueTrouble;
  /** Aborted when reading is to stop. */
  readonly stop: AbortSignal;
}

/** How often a queue that was away is asked whether it is there again. */
const pollMs = 1_000;

/**
 * Creates a function that tries an operation on the queue once, for a request that its sender repeats. If the queue is
 * unavailable, polls it until it is ready: a process that isn't ready may get no request that would notice.
 */
export const createAttempt = ({ queue, clock, trouble, stop }: AttemptParts) => {
  const waiter = {};
  let isWatching = false;
  const isReady = async (): Promise<boolean> => {
    try {
      return (await queue.status()).isReady;
    } catch {
      return false;
    }
  };
  const watch = async (): Promise<void> => {
    if (isWatching) return;
    isWatching = true;
    do await pause(clock, pollMs, stop);
    while (!stop.aborted && !(await isReady()));
    isWatching = false;
    if (!stop.aborted) trouble.done(waiter);
  };
  return async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
      trouble.done(waiter);
    } catch (error) {
      if (isQueueError(error) && error.code === "unavailable") {
        trouble.lacks(waiter, error.message);
        void watch();
      }
      throw error;
    }
  };
};
