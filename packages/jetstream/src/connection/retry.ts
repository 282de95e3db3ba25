import { type Clock, pause } from "../clock.ts";
import type { QueueError } from "../queue-error.ts";
import { explain } from "./explain.ts";

const firstPauseMs = 50;
const maxPauseMs = 1000;

/** How long something is tried, and after which errors. */
export interface RetryOptions {
  readonly clock: Clock;
  /** When to give up, by the clock. */
  readonly until: number;
  /** Whether what an error says may pass. Default: `unavailable`. */
  readonly mayPass?: (error: QueueError) => boolean;
  readonly signal?: AbortSignal;
}

const isUnavailable = ({ code }: QueueError): boolean => code === "unavailable";

/**
 * Does something with the broker until it succeeds, or fails for good, or the time is over.
 *
 * @throws QueueError, the last one
 */
export const retry = async <T>(work: () => Promise<T>, options: RetryOptions): Promise<T> => {
  const { clock, until, mayPass = isUnavailable, signal } = options;
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(maxPauseMs, pauseMs * 2)) {
    try {
      return await work();
    } catch (error) {
      const known = explain(error);
      const left = until - clock.now();
      if (!mayPass(known) || left <= 0 || signal?.aborted === true) throw known;
      await pause(clock, Math.min(pauseMs, left), signal);
    }
  }
};
