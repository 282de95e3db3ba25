import { isPassing } from "../queue/queue-error.ts";
import { pause, type Clock } from "../running/clock.ts";
import type { RunStatus } from "../running/status.ts";

/** What is tried until a queue takes it works with. */
export interface PersistParts {
  readonly clock: Clock;
  /** 0 <= n < 1. */
  readonly random: () => number;
  readonly status: RunStatus;
  /** Aborted when reading is to stop: what fails from then on is left to the next run. */
  readonly stop: AbortSignal;
  /** Aborted when nothing is waited for any longer. */
  readonly abandon: AbortSignal;
}

/**
 * Does something with a queue until that succeeds, however long it takes.
 *
 * @returns Whether it is done; false when the run ended before.
 * @throws What isn't transient.
 */
export type Persist = (work: () => Promise<void>) => Promise<boolean>;

const firstPauseMs = 250;
const maxPauseMs = 5_000;

/** Returns any time between half of a limit, which doubles with each failure, and the limit. */
const pauseMs = (failures: number, random: number): number => {
  const limit = Math.min(maxPauseMs, firstPauseMs * 2 ** (failures - 1));
  return Math.round(limit / 2 + (random * limit) / 2);
};

/** Returns whether work is done before a signal is aborted. Its errors propagate. */
const isDoneBefore = (work: Promise<void>, signal: AbortSignal): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const onAbort = (): void => resolve(false);
    signal.addEventListener("abort", onAbort);
    work.then(() => resolve(true), reject).finally(() => signal.removeEventListener("abort", onAbort));
  });

/** Creates what tries again after transient errors of a queue. */
export const createPersist = ({ clock, random, status, stop, abandon }: PersistParts): Persist => {
  return async (work) => {
    for (let failures = 1; !abandon.aborted; failures += 1) {
      try {
        if (!(await isDoneBefore(work(), abandon))) return false;
        status.recovered("queue");
        return true;
      } catch (error) {
        if (!isPassing(error)) throw error;
        status.count("retries");
        status.trouble("queue", error.message);
      }
      if (!stop.aborted) await pause(clock, pauseMs(failures, random()), stop, abandon);
      if (stop.aborted) return false;
    }
    return false;
  };
};
