import type { Batch } from "./batch.ts";
import type { Entry, Verdict } from "./outcome.ts";

/** The verdict on a call that may be good. */
export const giveUp = (reason: string): Verdict => ({ status: "undelivered", reason });

/** Counts the calls that are in the queue, and those that left it: here each call gets its one verdict. */
export class Ledger {
  readonly counts = {
    accepted: 0,
    rejected: 0,
    undelivered: 0,
    requests: 0,
    retries: 0,
    pauses: 0,
    queuedEvents: 0,
    queuedBytes: 0,
  };
  #waiters: (() => void)[] = [];

  enter(bytes: number): void {
    this.counts.queuedEvents += 1;
    this.counts.queuedBytes += bytes;
  }

  settle(batch: Batch, verdict: Verdict): void {
    this.counts.queuedEvents -= batch.entries.length;
    this.counts.queuedBytes -= batch.callBytes;
    for (const entry of batch.entries) this.refuse(entry, verdict);
    batch.finish();
    for (const resolve of this.#waiters.splice(0)) resolve();
  }

  /** Settles a call that was never in the queue. */
  refuse(entry: Entry, verdict: Verdict): void {
    this.counts[verdict.status] += 1;
    entry.settle(verdict);
  }

  hasRoom(limitBytes: number): boolean {
    return this.counts.queuedBytes < limitBytes;
  }

  /** Resolves when calls have left the queue; at once when it is empty. */
  whenRoom(): Promise<void> {
    return this.counts.queuedEvents === 0 ? Promise.resolve() : new Promise((resolve) => this.#waiters.push(resolve));
  }
}
