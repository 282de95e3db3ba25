import { isQueueError } from "../queue/queue-error.ts";
import type { Queue } from "../queue/queue.ts";
import type { Clock } from "../lifecycle/clock.ts";
import { createQueueWatch } from "../lifecycle/watch-queue.ts";
import type { QueueTrouble } from "./queue-trouble.ts";

/** The dependencies of `createAttempt`. */
export interface AttemptParts {
  readonly queue: Pick<Queue, "status">;
  readonly clock: Clock;
  readonly trouble: QueueTrouble;
  /** Aborted when reading is to stop. */
  readonly stop: AbortSignal;
}

/**
 * Creates a function that tries an operation on the queue once, for a request that its sender repeats. If the queue is
 * unavailable, polls it until it is ready.
 */
export const createAttempt = ({ queue, clock, trouble, stop }: AttemptParts) => {
  const waiter = {};
  const watch = createQueueWatch({ queue, clock, stop, onReady: () => trouble.done(waiter) });
  return async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
      trouble.done(waiter);
    } catch (error) {
      if (isQueueError(error) && error.code === "unavailable") {
        trouble.lacks(waiter, error.message);
        watch();
      }
      throw error;
    }
  };
};
