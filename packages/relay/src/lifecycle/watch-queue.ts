import type { Queue } from "../queue/queue.ts";
import { pause, type Clock } from "./clock.ts";

/** What a queue is watched with. */
export interface WatchParts {
  readonly queue: Pick<Queue, "status">;
  readonly clock: Clock;
  /** Aborted when nothing is waited for any longer. */
  readonly stop: AbortSignal;
  /** Called when the queue is ready. */
  readonly onReady: () => void;
}

/** How often a queue that was away is asked whether it is there again. */
const pollMs = 1_000;

/**
 * Creates a function that polls an unavailable queue until it is ready: a process that isn't ready may get nothing to do that
 * would tell. While it polls, further calls have no effect.
 */
export const createQueueWatch = ({ queue, clock, stop, onReady }: WatchParts): (() => void) => {
  let isWatching = false;
  const isReady = async (): Promise<boolean> => {
    try {
      return (await queue.status()).isReady;
    } catch {
      return false;
    }
  };
  const watch = async (): Promise<void> => {
    do await pause(clock, pollMs, stop);
    while (!stop.aborted && !(await isReady()));
    isWatching = false;
    if (!stop.aborted) onReady();
  };
  return () => {
    if (isWatching) return;
    isWatching = true;
    void watch();
  };
};
