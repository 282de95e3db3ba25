import { type Clock, pause } from "../clock.ts";
import type { QueueError } from "../queue-error.ts";
import { explain } from "./explain.ts";

const firstPauseMs = 50;
const maxPauseMs = 1000;

/** How long something is tried, and which errors may pass. */
export interface RetryOptions {
  readonly clock: Clock;
  /** When to give up, in milliseconds since 1970. */
  readonly until: number;
  readonly codes?: readonly QueueError["code"][];
  readonly signal?: AbortSignal;
}

/**
 * Does something with the broker until it succeeds, or fails for good, or the time is over.
 *
 * @throws QueueError, the last one
 */
export const retry = async <T>(work: () => Promise<T>, options: RetryOptions): Promise<T> => {
  const { clock, until, codes = ["unavailable"], signal } = options;
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(maxPauseMs, pauseMs * 2)) {
    try {
      return await work();
    } catch (error) {
      const known = explain(error);
      const left = until - clock.now();
      if (!codes.includes(known.code) || left <= 0 || signal?.aborted === true) throw known;
      await pause(clock, Math.min(pauseMs, left), signal);
    }
  }
};
