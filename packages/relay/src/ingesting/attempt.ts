import { isQueueError } from "../queue/queue-error.ts";
import type { Queue } from "../queue/queue.ts";
import { pause, type Clock } from "../running/clock.ts";
import type { RunStatus } from "../running/status.ts";

/** What is tried once works with. */
export interface AttemptParts {
  readonly queue: Pick<Queue, "status">;
  readonly clock: Clock;
  readonly status: Pick<RunStatus, "trouble" | "recovered">;
  /** Aborted when reading is to stop. */
  readonly stop: AbortSignal;
}

/** How often a queue that was away is asked whether it is there again. */
const pollMs = 1_000;

/**
 * Creates what does something with a queue once, for a request whose sender repeats it. A queue that was away is asked until
 * it is there again: a process that isn't ready may get no request which would find out.
 */
export const createAttempt = ({ queue, clock, status, stop }: AttemptParts) => {
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
    if (!stop.aborted) status.recovered("queue");
  };
  return async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
      status.recovered("queue");
    } catch (error) {
      if (isQueueError(error) && error.code === "unavailable") {
        status.trouble("queue", error.message);
        void watch();
      }
      throw error;
    }
  };
};
