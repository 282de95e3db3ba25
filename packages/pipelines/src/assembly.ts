import { Batch, envelopeBytes } from "./batch.ts";
import type { Clock } from "./clock.ts";
import type { Entry } from "./outcome.ts";
import type { Settings } from "./settings.ts";

/**
 * The batches that aren't under way: full or failed ones that wait their turn, and an open one that is being filled.
 *
 * The open batch goes on being filled for as long as no request may start, so that a trickle of calls during an outage
 * becomes few large requests and little memory.
 */
export class Assembly {
  readonly #settings: Settings;
  readonly #clock: Clock;
  #waiting: Batch[] = [];
  #open: Batch | undefined;
  #dueAt = Infinity;

  constructor(settings: Settings, clock: Clock) {
    this.#settings = settings;
    this.#clock = clock;
  }

  /** When the next batch should go: clock time; -Infinity is as soon as it may, Infinity that there is none. */
  get dueAt(): number {
    if (this.#waiting.length > 0) return -Infinity;
    return this.#open ? this.#dueAt : Infinity;
  }

  /** Writes a call into the open batch or a new one, and returns its size in bytes; -1 when it fits no batch. */
  write(json: string, path: string, entry: Entry): number {
    const { maxEventBytes, maxBatchBytes, deadlineMs, envelope, lingerMs } = this.#settings;
    let written = this.#open?.append(json, entry, maxEventBytes) ?? -1;
    if (written >= 0) return written;
    // A character is at most three bytes: a batch of one call needs no more than that.
    const bytes = envelope.maxCalls === 1 ? json.length * 3 + envelopeBytes(envelope) : maxBatchBytes;
    const now = this.#clock.now();
    const fresh = new Batch(bytes, envelope, path, now + deadlineMs);
    written = fresh.append(json, entry, maxEventBytes);
    if (fresh.entries.length > 0) {
      if (this.#open) this.#waiting.push(this.#open);
      this.#open = fresh;
      this.#dueAt = fresh.full ? -Infinity : now + lingerMs;
    }
    return written;
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
    this.#dueAt = -Infinity;
  }

  /** Takes a failed batch back. It goes last, so that one that always fails doesn't hold up the others. */
  putLast(batch: Batch): void {
    this.#waiting.push(batch);
  }

  /** Takes the halves of a batch. They go first: their calls have waited longest. */
  putFirst(batches: readonly Batch[]): void {
    this.#waiting.unshift(...batches);
  }

  /** Takes out some of the calls, as batches that hold no others. */
  takeOut(isOut: (entry: Entry, batch: Batch) => boolean): readonly Batch[] {
    const out: Batch[] = [];
    const toKept = (batch: Batch): readonly Batch[] => {
      const isHere = (entry: Entry): boolean => isOut(entry, batch);
      if (!batch.entries.some(isHere)) return [batch];
      const [gone, kept] = batch.entries.every(isHere) ? [batch] : batch.split(isHere, this.#settings.maxBatchBytes);
      out.push(gone);
      return kept ? [kept] : [];
    };
    this.#waiting = this.#waiting.flatMap(toKept);
    this.#open &&= toKept(this.#open)[0];
    return out;
  }

  /** Every batch, none taken out. */
  all(): readonly Batch[] {
    return this.#open ? [...this.#waiting, this.#open] : this.#waiting;
  }
}
