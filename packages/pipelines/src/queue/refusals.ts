import type { DeliveryOutcome, Rejected } from "@email-events/core";
import type { Batch } from "./batch.ts";
import type { Waiting } from "./waiting.ts";

// If so many calls were refused for their size, each alone in its batch, and none was accepted, size isn't the reason.
const maxHeld = 8;
// A size that was refused may be accepted later: each time that so many smaller batches were accepted, the limit doubles.
const patience = 64;

/**
 * Splits refused batches until each invalid call is alone in a batch.
 *
 * A 413 can mean that a call is too large, that the batch is, or that something on the route refuses every request. So
 * a size that was refused isn't sent again until a batch of that size or many smaller ones are accepted. Until anything
 * is accepted, one request is sent at a time, and a call that is refused alone isn't rejected yet. If nothing is
 * accepted, the refused calls are undelivered. A search takes about log2 of the batch's calls, and a few requests more.
 */
export const createRefusals = (
  maxEventBytes: number,
  waiting: Waiting,
  settleBatch: (batch: Batch, outcome: DeliveryOutcome) => void,
  settleUndelivered: (batches: readonly Batch[], reason: string) => void,
) => {
  const { held } = waiting;
  /** Batches that were refused for their size, and what is left of them. */
  const parts = new WeakSet<Batch>();
  let refusedBytes = Infinity;
  /** Batches that were taken since. */
  let taken = 0;
  /** Whether no batch was accepted since the last time that an unsplit batch was refused for its size. */
  let isSearching = false;

  const split = (batch: Batch): void => {
    const half = batch.entries.length >>> 1;
    const first = batch.splitOff((_, index) => index < half);
    if (parts.has(batch)) parts.add(first);
    // The halves go first: their calls have waited longest.
    waiting.putFirst(first, batch);
  };

  /** Settles the calls that were refused alone, or all parts. Those that aren't at fault are undelivered. */
  const settle = (some: { has(batch: Batch): boolean }, isAtFault: (batch: Batch) => boolean): void => {
    isSearching = false;
    const rejections = new Map(held);
    const [last] = rejections.values();
    if (!last) return;
    refusedBytes = Infinity;
    // All of them leave the line first: a hook may add a call, and then the queue looks for the next batch.
    for (const batch of waiting.takeOut((_, one) => some.has(one))) {
      const rejection = rejections.get(batch) ?? last;
      if (isAtFault(batch)) settleBatch(batch, rejection);
      else settleUndelivered([batch], rejection.reason);
    }
  };

  return {
    split,
    /** Whether a batch is as large as one that was refused, and can be split. */
    isTooLarge: ({ entries, callBytes }: Batch): boolean => entries.length > 1 && callBytes >= refusedBytes,
    /** Whether one request should go at a time. */
    isSearching: (): boolean => isSearching,

    /** A batch was taken. */
    passed({ callBytes }: Batch): void {
      taken += 1;
      if (taken % patience === 0) refusedBytes *= 2;
      if (callBytes >= refusedBytes) refusedBytes = Infinity;
      settle(held, () => true);
    },

    /** A batch was refused for what is in it, or, with 413, for its size. */
    refused(batch: Batch, rejection: Rejected): void {
      const isAlone = batch.entries.length === 1;
      if (rejection.httpStatus === 413) {
        if (!parts.has(batch)) isSearching = true;
        parts.add(batch);
        if (isAlone && isSearching) {
          waiting.putFirst(batch);
          held.set(batch, rejection);
          if (held.size === maxHeld) settle(parts, () => false);
          return;
        }
        taken = 0;
        refusedBytes = isAlone ? Infinity : Math.min(refusedBytes, batch.callBytes);
      }
      if (isAlone) settleBatch(batch, rejection);
      else split(batch);
    },

    /** Nothing is left to try: a call that is nearly as large as the limit is at fault itself. */
    end: (): void => settle(parts, ({ callBytes }) => callBytes > maxEventBytes / 2),
  };
};
