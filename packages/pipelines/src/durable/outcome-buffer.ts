import { createCondition } from "../queue/condition.ts";

/** Outcomes between a sender, which goes on by itself, and a reader, who may be slow or leave. */
export interface OutcomeBuffer<O> {
  /** Adds an outcome, unless the reader has left. Returns a promise if it is full: the sender waits for that. */
  readonly add: (outcome: O) => Promise<void> | undefined;
  /** Called when there are no more outcomes. */
  readonly end: () => void;
  /** Ends the sender's wait for a slow reader, now and from now on. */
  readonly release: () => void;
  /** Yields the outcomes until the end. */
  readonly read: () => AsyncGenerator<O, void, undefined>;
}

// Maximum number of outcomes that the reader hasn't read.
const maxUnread = 1_000;

export const createOutcomeBuffer = <O>(): OutcomeBuffer<O> => {
  const changed = createCondition();
  let unread: O[] = [];
  let isLeft = false;
  let isOver = false;
  let isReleased = false;
  return {
    add(outcome) {
      if (isLeft) return undefined;
      unread.push(outcome);
      changed.notify();
      if (unread.length < maxUnread) return undefined;
      return changed.until(() => isLeft || isReleased || unread.length < maxUnread);
    },
    end() {
      isOver = true;
      changed.notify();
    },
    release() {
      isReleased = true;
      changed.notify();
    },
    async *read() {
      try {
        for (;;) {
          await changed.until(() => isOver || unread.length > 0);
          if (unread.length === 0) break;
          const outcomes = unread;
          unread = [];
          changed.notify();
          yield* outcomes;
        }
      } finally {
        isLeft = true;
        changed.notify();
      }
    },
  };
};
