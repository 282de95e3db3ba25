import { StoreError, type Change, type Committed, type EventStore } from "@email-events/store";
import { pause, type Clock } from "./clock.ts";
import type { RunStatus } from "./status.ts";

/** Stores the changes of one source in their order, several in one transaction. */
export interface Committer {
  /**
   * @param onStored - Called once the change is on the disk. What it was stored with is the result of all of them.
   */
  readonly add: (change: Change, onStored: (committed: Committed) => void) => void;
  /** Resolves once every change is stored, or `signal` is aborted. */
  readonly idle: () => Promise<void>;
}

/** What a committer works with. */
export interface CommitterParts {
  readonly store: Pick<EventStore, "commit">;
  readonly clock: Clock;
  readonly status: RunStatus;
  /** Aborted when the run doesn't wait any longer. */
  readonly signal: AbortSignal;
  /** Called with a permanent error of the store. */
  readonly onFatal: (error: unknown) => void;
}

interface Waiting {
  readonly change: Change;
  readonly onStored: (committed: Committed) => void;
}

const retryMs = 1_000;

/** What settles within this time is stored together: each transaction waits for the disk, and writes whole pages. */
const gatherMs = 25;

/** Whether a store may take the same change later: it is full, or an operator writes to it. */
export const isPassing = (error: unknown): boolean =>
  error instanceof StoreError && (error.code === "full" || error.code === "locked");

const merge = (changes: readonly Change[]): Change => ({
  append: changes.flatMap(({ append = [] }) => append),
  settle: changes.flatMap(({ settle = [] }) => settle),
  setAside: changes.flatMap(({ setAside = [] }) => setAside),
  remember: changes.flatMap(({ remember = [] }) => remember),
  offsets: Object.assign({}, ...changes.map(({ offsets }) => offsets)),
});

/** Creates the committer of a source. */
export const createCommitter = ({ store, clock, status, signal, onFatal }: CommitterParts): Committer => {
  let waiting: Waiting[] = [];
  let running: Promise<void> | undefined;
  const isRunning = (): boolean => running !== undefined;

  const commit = (taken: readonly Waiting[]): boolean => {
    try {
      const committed = store.commit(merge(taken.map(({ change }) => change)));
      status.recovered("state");
      for (const { onStored } of taken) onStored(committed);
      return true;
    } catch (error) {
      if (!isPassing(error) || !(error instanceof StoreError)) throw error;
      status.trouble("state", error.message);
      return false;
    }
  };
  const run = async (): Promise<void> => {
    await pause(clock, gatherMs, signal);
    while (waiting.length > 0 && !signal.aborted) {
      const taken = waiting;
      waiting = [];
      if (commit(taken)) continue;
      waiting = [...taken, ...waiting];
      await pause(clock, retryMs, signal);
    }
  };
  const start = (): void => {
    running ??= run()
      .catch(onFatal)
      .finally(() => {
        running = undefined;
        if (waiting.length > 0 && !signal.aborted) start();
      });
  };

  return {
    add: (change, onStored) => {
      waiting.push({ change, onStored });
      start();
    },
    idle: async () => {
      while (isRunning()) await running;
    },
  };
};
