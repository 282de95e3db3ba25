import type { Entry } from "../outcome.ts";
import type { Clock } from "../platform/clock.ts";
import type { Attempt } from "./attempt.ts";
import type { Batch } from "./batch.ts";
import type { Condition } from "./condition.ts";
import type { Waiting } from "./waiting.ts";

/** The state of a queue: open, stopped, or ended. */
export interface Life {
  /** Why no call is taken any more; empty while calls are. */
  stopped: string;
  /** Whether queued calls are undelivered too: the API refuses the write key, or the time to close is up. */
  isEnded: boolean;
  /** Whether there may be calls in the queue whose signal is aborted. */
  mayHoldAborted: boolean;
}

/** Whether the signal of a call is aborted. */
export const isAborted = ({ signal }: Entry): boolean => signal?.aborted === true;

/**
 * Makes the ways to empty a queue.
 *
 * @param pump - Starts every request that may start now, and settles the calls that can't be sent any more.
 */
export const createLifecycle = (
  clock: Clock,
  condition: Condition,
  waiting: Waiting,
  inFlight: Map<Batch, Attempt>,
  pump: () => void,
  life: Life,
) => {
  /** Sends all queued calls without waiting for more. */
  const hurry = (): void => {
    waiting.hurry();
    pump();
  };

  /** Resolves when every call that is in the queue now has its outcome, or the signal is aborted. */
  const flush = (signal?: AbortSignal): Promise<void> => {
    const queued = [...inFlight.keys(), ...waiting.batches()].flatMap(({ entries }) => entries);
    hurry();
    return condition.until(() => {
      while (queued.at(-1)?.isSettled) queued.pop();
      return queued.length === 0;
    }, signal);
  };

  /** Settles every call as undelivered now, those in flight included. */
  const abandon = (): void => {
    for (const { abort } of inFlight.values()) abort();
    waiting.putFirst(...inFlight.keys());
    inFlight.clear();
    life.isEnded = true;
    pump();
  };

  return {
    hurry,
    flush,

    /** Takes no more calls, and returns as undelivered those that have no outcome when the time is up or the signal aborted. */
    close: async (closeMs: number | undefined, signal: AbortSignal | undefined): Promise<void> => {
      life.stopped ||= "the client is closed";
      // With no time to wait, no more requests are started.
      if (closeMs === 0 || signal?.aborted) abandon();
      const cancel = clock.after(closeMs ?? Infinity, abandon);
      await flush(signal);
      if (signal?.aborted) abandon();
      cancel();
    },
  };
};
