import type { EventStore, StoreError } from "@email-events/store";
import type { RunStatus } from "../lifecycle/status.ts";

/** What a committer couldn't store. */
export interface Unstored {
  /** Whether changes wait for room. */
  readonly isWaiting: boolean;
  /** The size of the smallest request that was refused, in bytes; absent where none was. */
  readonly refusedBytes?: number | undefined;
}

/**
 * Says when the state is in trouble. Several committers write to it: it is well again once none of them waits, and a request
 * was stored, or there is room for the one that was refused last.
 */
export interface StateTrouble {
  readonly lacks: (committer: object, error: StoreError, unstored: Unstored) => void;
  /** A committer has stored all that it had. */
  readonly stored: (committer: object, hasRequest: boolean) => void;
  /** Looks for room. Must be called from time to time: a sender that follows `/readyz` doesn't try again before. */
  readonly look: () => void;
}

/** Creates what says when a state is in trouble. */
export const createStateTrouble = (
  store: Pick<EventStore, "hasRoom">,
  status: Pick<RunStatus, "trouble" | "recovered" | "troubles">,
): StateTrouble => {
  const waiting = new Set<object>();
  let refusedBytes: number | undefined;
  const recover = (): void => {
    if (waiting.size === 0 && refusedBytes === undefined) status.recovered("state");
  };
  return {
    lacks: (committer, error, unstored) => {
      if (unstored.isWaiting) waiting.add(committer);
      else waiting.delete(committer);
      refusedBytes = unstored.refusedBytes ?? refusedBytes;
      status.trouble("state", error.message);
    },
    stored: (committer, hasRequest) => {
      waiting.delete(committer);
      if (hasRequest) refusedBytes = undefined;
      recover();
    },
    look: () => {
      if (!status.troubles().has("state") || waiting.size > 0) return;
      if (refusedBytes !== undefined && store.hasRoom(refusedBytes)) refusedBytes = undefined;
      recover();
    },
  };
};
