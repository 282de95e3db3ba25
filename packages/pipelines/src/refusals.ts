import type { Batch } from "./batch.ts";
import { giveUp } from "./ledger.ts";
import type { Verdict } from "./outcome.ts";
import type { Waiting } from "./waiting.ts";

// So many calls refused for their size, one by one and with none taken, are refused for another reason.
const maxHeld = 8;

type Refused = Verdict & { readonly status: "rejected" };

/**
 * Takes refused batches apart, until the calls at fault stand alone.
 *
 * A batch that is too large (413) may be so for a call in it, for its own size, or because something on the way refuses
 * every request. So a size that was refused isn't sent again until something as large is taken; one request at a time
 * looks for anything that is; and a call that is refused alone waits for that before it is rejected. When nothing is taken,
 * what was refused is given back: a search costs the logarithm of a batch's calls, and a few requests more.
 */
export const createRefusals = (
  maxEventBytes: number,
  waiting: Waiting,
  inFlight: ReadonlyMap<Batch, unknown>,
  settleBatch: (batch: Batch, verdict: Verdict) => void,
) => {
  /** What is left of batches that were refused for their size. */
  const parts = new WeakSet<Batch>();
  let refusedBytes = Infinity;
  let isSearching = false;
  /** Whether anything was taken since the search began, or ever. */
  let hasPassed = false;
  let hasEverPassed = false;

  const split = (batch: Batch): void => {
    const half = batch.entries.length >>> 1;
    const first = batch.splitOff((_, index) => index < half);
    if (parts.has(batch)) parts.add(first);
    // The halves go first: their calls have waited longest.
    waiting.putFirst(first, batch);
  };

  const settleHeld = (toVerdict: (batch: Batch, verdict: Verdict) => Verdict): void => {
    const held = new Map(waiting.held);
    if (held.size === 0) return;
    refusedBytes = Infinity;
    waiting.takeOut((_, batch) => held.has(batch));
    for (const [batch, verdict] of held) settleBatch(batch, toVerdict(batch, verdict));
  };

  const end = (mayBeLarge: boolean): void => {
    isSearching = false;
    if (waiting.held.size === 0) return;
    hasEverPassed = false;
    let undelivered = giveUp("");
    settleHeld(({ callBytes }, verdict) => {
      if (verdict.status === "rejected") undelivered = giveUp(verdict.reason);
      // One that is nearly as large as any may be is at fault itself.
      return mayBeLarge && callBytes > maxEventBytes / 2 ? verdict : undelivered;
    });
    for (const part of waiting.takeOut((_, batch) => parts.has(batch))) settleBatch(part, undelivered);
  };

  return {
    split,
    /** Whether a batch is as large as one that was refused, and can be split. */
    isTooLarge: ({ entries, callBytes }: Batch): boolean => entries.length > 1 && callBytes >= refusedBytes,
    /** Whether no request should start while one is in flight. */
    isSearching: (): boolean => isSearching && !hasPassed,

    /** A batch was taken. */
    passed({ callBytes }: Batch): void {
      hasPassed = hasEverPassed = true;
      if (callBytes >= refusedBytes) refusedBytes = Infinity;
      settleHeld((_, verdict) => verdict);
    },

    /** A batch was refused for what is in it, or, with 413, for its size. */
    refused(batch: Batch, verdict: Refused): void {
      const isAlone = batch.entries.length === 1;
      if (verdict.httpStatus !== 413) return isAlone ? settleBatch(batch, verdict) : split(batch);
      if (!isSearching) hasPassed = isAlone && hasEverPassed;
      isSearching = true;
      if (!isAlone) {
        refusedBytes = Math.min(refusedBytes, batch.callBytes);
        parts.add(batch);
        split(batch);
      } else if (hasPassed) {
        refusedBytes = Infinity;
        settleBatch(batch, verdict);
      } else {
        parts.delete(batch);
        waiting.putFirst(batch);
        waiting.held.set(batch, verdict);
        if (waiting.held.size === maxHeld) end(false);
      }
    },

    /** Ends the search when nothing is left of what was refused but the calls whose verdict depends on it. */
    endIfDone(): void {
      if (!isSearching) return;
      if (![...inFlight.keys(), ...waiting.batches()].some((batch) => parts.has(batch))) end(true);
    },
  };
};
