import { Batch, envelopeBytes } from "./batch.ts";
import type { Clock } from "./clock.ts";
import type { Entry } from "./outcome.ts";
import type { Settings } from "./settings.ts";

/**
 * The batches that aren't under way: an open one that is being filled, and full or failed ones that wait their turn.
 *
 * The open batch goes on being filled for as long as no request may start, so that a trickle of calls during an outage
 * becomes few large requests and little memory.
 */
export class Assembly {
  readonly #settings: Settings;
  readonly #clock: Clock;
  readonly #waiting: Batch[] = [];
  readonly #spareBytes: Uint8Array[] = [];
  #open: Batch | undefined;
  #dueAt = Number.POSITIVE_INFINITY;
  #earliestDeadline = Number.POSITIVE_INFINITY;

  constructor(settings: Settings, clock: Clock) {
    this.#settings = settings;
    this.#clock = clock;
  }

  /** When the open batch should go though it isn't full: clock time; Infinity when there is none. */
  get dueAt(): number {
    return this.#open ? this.#dueAt : Number.POSITIVE_INFINITY;
  }

  /** How many batches wait that take no more calls. */
  get waiting(): number {
    return this.#waiting.length;
  }

  get isEmpty(): boolean {
    return this.#open === undefined && this.#waiting.length === 0;
  }

  /** No batch has an earlier deadline. It may be that of a batch that has gone: then it is put right when it has passed. */
  get earliestDeadline(): number {
    return this.#earliestDeadline;
  }

  /** Writes a call into the open batch or a new one, and returns its size in bytes; -1 when it fits no batch. */
  write(json: string, path: string, entry: Entry): number {
    const { maxEventBytes } = this.#settings;
    const written = this.#open?.append(json, entry, maxEventBytes) ?? -1;
    if (written >= 0) return written;
    this.#shut();
    const fresh = this.#newBatch(json, path);
    const size = fresh.append(json, entry, maxEventBytes);
    if (fresh.entries.length === 0) {
      this.recycle(fresh);
      return size;
    }
    this.#open = fresh;
    this.#dueAt = this.#clock.now() + this.#settings.lingerMs;
    if (fresh.full) this.#shut();
    return size;
  }

  /** The next batch to send, taken out; the open one only when it is due. */
  take(now: number): Batch | undefined {
    const waiting = this.#waiting.shift();
    if (waiting || !this.#open || this.#dueAt > now) return waiting;
    const open = this.#open;
    this.#open = undefined;
    return open;
  }

  /** Makes the open batch due. */
  hurry(): void {
    this.#dueAt = Number.NEGATIVE_INFINITY;
  }

  /** Takes a failed batch back. It goes last, so that one that always fails doesn't hold up the others. */
  putLast(batch: Batch): void {
    this.#waiting.push(batch);
    this.#earliestDeadline = Math.min(this.#earliestDeadline, batch.deadlineAt);
  }

  /** Takes the halves of a batch. They go first: their calls have waited longest. */
  putFirst(batches: readonly Batch[]): void {
    this.#waiting.unshift(...batches);
    for (const batch of batches) this.#earliestDeadline = Math.min(this.#earliestDeadline, batch.deadlineAt);
  }

  /** Takes out every batch whose deadline is at or before `time`. */
  takeExpired(time: number): readonly Batch[] {
    if (time < this.#earliestDeadline) return [];
    const all = this.all();
    const kept = all.filter((batch) => batch.deadlineAt > time);
    if (this.#open && this.#open.deadlineAt <= time) this.#open = undefined;
    this.#waiting.splice(0, Number.POSITIVE_INFINITY, ...kept.filter((batch) => batch !== this.#open));
    this.#earliestDeadline = Number.POSITIVE_INFINITY;
    for (const { deadlineAt } of kept) this.#earliestDeadline = Math.min(this.#earliestDeadline, deadlineAt);
    return all.filter((batch) => batch.deadlineAt <= time);
  }

  /** Every batch, none taken out. */
  all(): readonly Batch[] {
    return this.#open ? [...this.#waiting, this.#open] : [...this.#waiting];
  }

  /** Takes the memory of a batch that is done, for another one. */
  recycle(batch: Batch): void {
    const bytes = batch.release();
    const reusable = !batch.lent && bytes.length === this.#settings.maxBatchBytes;
    if (reusable && this.#spareBytes.length <= this.#settings.maxInFlight) this.#spareBytes.push(bytes);
  }

  #newBatch(json: string, path: string): Batch {
    const { envelope, maxBatchBytes, deadlineMs } = this.#settings;
    // A character is at most three bytes: a batch of one call needs no more than that.
    const ownBytes = envelope.maxCalls === 1 ? json.length * 3 + envelopeBytes(envelope) : maxBatchBytes;
    const bytes = (ownBytes < maxBatchBytes ? undefined : this.#spareBytes.pop()) ?? new Uint8Array(ownBytes);
    const deadlineAt = this.#clock.now() + deadlineMs;
    this.#earliestDeadline = Math.min(this.#earliestDeadline, deadlineAt);
    return new Batch(bytes, envelope, path, deadlineAt);
  }

  #shut(): void {
    if (this.#open) this.#waiting.push(this.#open);
    this.#open = undefined;
  }
}
