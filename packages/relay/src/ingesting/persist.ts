import { isTransient } from "../queue/queue-error.ts";
import type { Clock } from "../lifecycle/clock.ts";
import type { RunStatus } from "../lifecycle/status.ts";
import type { QueueTrouble } from "./queue-trouble.ts";

/** The dependencies of `createPersist`. */
export interface PersistParts {
  readonly clock: Clock;
  /** 0 <= n < 1. */
  readonly random: () => number;
  readonly status: Pick<RunStatus, "count">;
  readonly trouble: QueueTrouble;
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

/** Returns a set of callbacks that are called at the abort of any signal. Each signal has one listener for all of them. */
const createEndings = (...signals: readonly AbortSignal[]) => {
  const waiting = new Set<() => void>();
  const callAll = (): void => {
    for (const callback of waiting) callback();
  };
  for (const signal of signals) signal.addEventListener("abort", callAll);
  return waiting;
};

/** Creates what tries again after transient errors of a queue. */
export const createPersist = ({ clock, random, status, trouble, stop, abandon }: PersistParts): Persist => {
  const endings = createEndings(stop, abandon);
  /** Returns whether work is done before the run is abandoned. Its errors propagate. */
  const isDone = (work: Promise<void>): Promise<boolean> =>
    new Promise((resolve, reject) => {
      const onEnding = (): void => {
        if (abandon.aborted) resolve(false);
      };
      endings.add(onEnding);
      work.then(() => resolve(true), reject).finally(() => endings.delete(onEnding));
    });
  const rest = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const finish = (): void => {
        cancel();
        endings.delete(finish);
        resolve();
      };
      const cancel = clock.after(ms, finish);
      endings.add(finish);
    });
  return async (work) => {
    const waiter = {};
    for (let failures = 1; !abandon.aborted; failures += 1) {
      try {
        if (!(await isDone(work()))) return false;
        trouble.done(waiter);
        return true;
      } catch (error) {
        if (!isTransient(error)) throw error;
        status.count("retries");
        trouble.lacks(waiter, error.message);
      }
      if (!stop.aborted && !abandon.aborted) await rest(pauseMs(failures, random()));
      if (stop.aborted) return false;
    }
    return false;
  };
};
