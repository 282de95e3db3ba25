import type { EventStore } from "@email-events/store";
import { pause, type Clock } from "../lifecycle/clock.ts";
import { commitWhatFits, type WaitingChange } from "./commit-what-fits.ts";
import { mergeChanges, sharesOf, type JoinedChange, type Share } from "./merge-changes.ts";
import type { StateTrouble } from "./state-trouble.ts";

/** Stores changes in their order, several in one transaction: each waits for the disk, and writes whole pages. */
export interface Committer {
  /**
   * Stores a change, however long that takes.
   *
   * @param onStored - Called once the change is on the disk, with what became of it.
   * @param onAbandoned - Called with an error, when the run ends before that.
   */
  readonly add: (
    change: JoinedChange,
    onStored: (share: Share) => void,
    onAbandoned?: (error: unknown) => void,
  ) => void;
  /**
   * Stores a change that a request waits for, together with others that come within a few milliseconds, or refuses it.
   *
   * @param onStored - Called once the change is on the disk, with what became of it.
   * @param onRefused - Called with the store's error, when nothing of the change is stored.
   */
  readonly addNow: (
    change: JoinedChange,
    onStored: (share: Share) => void,
    onRefused: (error: unknown) => void,
  ) => void;
  /** Resolves once every change is stored; after `signal` is aborted, once the last attempt to store them has ended. */
  readonly idle: () => Promise<void>;
}

/** What a committer works with. */
export interface CommitterParts {
  readonly store: Pick<EventStore, "commit">;
  readonly clock: Clock;
  readonly trouble: Pick<StateTrouble, "lacks" | "stored">;
  /** Aborted when the run doesn't wait any longer. */
  readonly signal: AbortSignal;
  /** Called with a permanent error of the store. */
  readonly onFatal: (error: unknown) => void;
}

interface Waiting extends WaitingChange {
  readonly onStored: (share: Share) => void;
  readonly onGivenUp?: ((error: unknown) => void) | undefined;
}

const isUrgent = (waiting: Waiting): boolean => waiting.isUrgent;

/** The bytes of the events that a change adds. */
const sizeOf = ({ change: { appendChunks = [], setAside = [] } }: Waiting): number => {
  const added = setAside.flatMap((one) => ("event" in one ? [one.event.payload] : []));
  const payloads = [...appendChunks.flatMap((chunk) => chunk.payloads), ...added];
  return payloads.reduce((sum, { byteLength }) => sum + byteLength, 0);
};

const retryMs = 1_000;

/** What settles within this time is stored together. */
const gatherMs = 100;

/** Delay before a change that a request waits for is stored: requests of several connections arrive close together. */
const hurryMs = 10;

/** If so many ids wait, changes are stored sooner, because events take up room until they are stored. */
const manyIds = 2_000;

/** Creates a committer. */
export const createCommitter = ({ store, clock, trouble, signal, onFatal }: CommitterParts): Committer => {
  let waiting: Waiting[] = [];
  let running: Promise<void> | undefined;
  let waitingIds = 0;
  let hurry = (): void => undefined;
  const self = {};
  const isRunning = (): boolean => running !== undefined;

  const commit = (taken: readonly Waiting[], left: Set<Waiting>): void => {
    const changes = taken.map(({ change }) => change);
    const committed = store.commit(mergeChanges(changes));
    for (const one of taken) left.delete(one);
    const shareOf = sharesOf(committed);
    for (const { change, onStored } of taken) onStored(shareOf(change));
  };
  const giveUp = (given: readonly Waiting[], error: unknown): void => {
    for (const { onGivenUp } of given) onGivenUp?.(error);
  };
  /** Commits what the store takes. At a transient error, refuses urgent changes and keeps others. Returns whether all is done. */
  const commitWaiting = (): boolean => {
    const left = new Set(waiting);
    const taken = waiting;
    waiting = [];
    waitingIds = 0;
    try {
      const failure = commitWhatFits(taken, (group) => commit(group, left));
      if (failure === undefined || left.size === 0) {
        trouble.stored(self, taken.some(isUrgent));
        return true;
      }
      const refused = [...left].filter(isUrgent);
      const kept = [...left].filter((one) => !isUrgent(one));
      trouble.lacks(self, failure, {
        isWaiting: kept.length > 0,
        ...(refused.length > 0 && { refusedBytes: Math.min(...refused.map(sizeOf)) }),
      });
      giveUp(refused, failure);
      waiting = [...kept, ...waiting];
      return kept.length === 0;
    } catch (error) {
      giveUp([...left], error);
      throw error;
    }
  };
  /** Waits until what comes about the same time is there. */
  const gather = async (): Promise<void> => {
    const hurried = new AbortController();
    hurry = () => {
      hurry = () => undefined;
      clock.after(hurryMs, () => hurried.abort());
    };
    if (waiting.some(isUrgent)) hurry();
    await pause(clock, gatherMs, signal, hurried.signal);
  };
  /** Refuses requests, and stores what settled if that works at once. */
  const finish = (): void => {
    const error = new Error("The run doesn't wait any longer.");
    giveUp(waiting.filter(isUrgent), error);
    waiting = waiting.filter((one) => !isUrgent(one));
    if (waiting.length > 0) commitWaiting();
    giveUp(waiting.splice(0), error);
  };
  const run = async (): Promise<void> => {
    await gather();
    while (waiting.length > 0 && !signal.aborted) if (!commitWaiting()) await pause(clock, retryMs, signal);
    if (signal.aborted) finish();
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
    add: (change, onStored, onAbandoned) => {
      waiting.push({ change, onStored, isUrgent: false, onGivenUp: onAbandoned });
      waitingIds += change.rememberUnseen?.length ?? 0;
      start();
      if (waitingIds >= manyIds) hurry();
    },
    addNow: (change, onStored, onRefused) => {
      waiting.push({ change, onStored, isUrgent: true, onGivenUp: onRefused });
      start();
      hurry();
    },
    idle: async () => {
      while (isRunning()) await running;
    },
  };
};
