import { createWatch, orAborted } from "./abort.ts";
import { Alarm } from "./alarm.ts";
import { Assembly } from "./assembly.ts";
import type { Attempt } from "./attempt.ts";
import type { Batch } from "./batch.ts";
import type { Clock } from "./clock.ts";
import { Gate, type Ticket } from "./gate.ts";
import { giveUp, Ledger } from "./ledger.ts";
import type { Observers } from "./observers.ts";
import type { Entry } from "./outcome.ts";
import { toRefusal } from "./refusal.ts";
import type { Settings } from "./settings.ts";
import type { ClientStats } from "./stats.ts";
import type { RequestOutcome } from "./transport/transport.ts";

/** What the queue needs from outside. */
export interface DeliveryParts {
  readonly settings: Settings;
  readonly attempt: Attempt;
  readonly clock: Clock;
  readonly observers: Pick<Observers<unknown>, "retry" | "pause">;
}

/**
 * The queue and its requests. A call enters by `add` and leaves by its entry's one verdict; `#pump` is the only place
 * where requests start.
 */
export class Delivery {
  readonly ledger = new Ledger();
  /** Why no call is taken any more; undefined while calls are. */
  stopped: string | undefined;
  readonly #parts: DeliveryParts;
  readonly #gate: Gate;
  readonly #assembly: Assembly;
  readonly #alarm: Alarm;
  readonly #underWay = new Set<Batch>();
  readonly #watch = createWatch(() => this.#onAbort());
  #mayHoldAborted = false;
  #lastCause = "";

  constructor(parts: DeliveryParts) {
    this.#parts = parts;
    this.#gate = new Gate(parts.settings);
    this.#assembly = new Assembly(parts.settings, parts.clock);
    this.#alarm = new Alarm(parts.clock, () => this.#pump());
  }

  /** Takes a call as JSON; its entry gets its verdict later. Returns its size in bytes; over the limit, it isn't taken. */
  add(json: string, path: string, entry: Entry): number {
    const { maxEventBytes } = this.#parts.settings;
    const { dueAt } = this.#assembly;
    // No character is less than a byte: the exact size matters only for what is told.
    const written = json.length > maxEventBytes ? -1 : this.#assembly.write(json, path, entry);
    if (written < 0 || written > maxEventBytes) return written < 0 ? new TextEncoder().encode(json).length : written;
    this.ledger.enter(written);
    this.#watch(entry.signal);
    if (this.#assembly.dueAt !== dueAt) this.#pump();
    return written;
  }

  /** Resolves when calls have left the queue; at once when it is empty. */
  whenRoom(): Promise<void> {
    if (this.#underWay.size === 0) this.hurry();
    return this.ledger.whenRoom();
  }

  /** Sends what is there without waiting for more. */
  hurry(): void {
    this.#assembly.hurry();
    this.#pump();
  }

  /** Resolves when every call that is in the queue now has its verdict. */
  async flush(): Promise<void> {
    const queued = [...this.#assembly.all(), ...this.#underWay].map((batch) => batch.done);
    this.hurry();
    await Promise.all(queued);
  }

  /** Takes no more calls, and gives back those that have no verdict when the time is up or the signal aborted. */
  async close(timeoutMs: number | undefined, signal: AbortSignal | undefined): Promise<void> {
    this.stopped ??= "the client is closed";
    const flushed = this.flush();
    const cancel = timeoutMs === undefined ? () => {} : this.#parts.clock.after(timeoutMs, () => this.#abandon());
    await orAborted(flushed, signal);
    if (signal?.aborted) this.#abandon();
    await flushed;
    cancel();
  }

  stats(): ClientStats {
    return {
      ...this.ledger.counts,
      requestsInFlight: this.#underWay.size,
      inFlightLimit: this.#gate.inFlightLimit,
      ...(this.stopped === undefined ? {} : { stopped: this.stopped }),
    };
  }

  /** Gives every call back now. */
  #abandon(): void {
    const underWay = [...this.#underWay];
    this.#underWay.clear();
    const reason = "the client was closed before an answer came: the event may have arrived";
    for (const batch of underWay) {
      batch.aborter.abort(reason);
      this.ledger.settle(batch, giveUp(reason));
    }
    this.#giveBack(() => true, "the client was closed before the event was sent");
    this.#pump();
  }

  // Signals are aborted by the thousand at times: those of one turn are looked for together.
  #onAbort(): void {
    if (this.#mayHoldAborted) return;
    this.#mayHoldAborted = true;
    void this.#parts.clock.nextTurn().then(() => this.#pump());
  }

  /** Starts every request that may start now, and sets the alarm for the next thing that time alone will bring. */
  #pump(): void {
    if (this.#mayHoldAborted) {
      this.#mayHoldAborted = false;
      this.#giveBack(({ signal }) => signal?.aborted === true, "aborted by its signal");
    }
    const now = this.#parts.clock.now();
    let waitMs = this.#gate.waitMs(now);
    for (; waitMs === 0; waitMs = this.#gate.waitMs(now)) {
      const batch = this.#assembly.take(now);
      if (!batch) break;
      if (batch.deadlineAt > now) void this.#deliver(batch, this.#gate.enter(now));
      else this.ledger.settle(batch, giveUp(this.#tooLate()));
    }
    this.#alarm.set(Math.max(this.#assembly.dueAt, now + waitMs));
  }

  async #deliver(batch: Batch, ticket: Ticket): Promise<void> {
    this.#underWay.add(batch);
    const outcome = await this.#parts.attempt(batch);
    // Given back in the meantime: it has its verdict.
    if (!this.#underWay.delete(batch)) return this.#gate.leave(ticket);
    this.ledger.counts.requests += 1;
    const now = this.#parts.clock.now();
    if (outcome.status === "retryable") this.#onRetryable(batch, ticket, now, outcome);
    else {
      this.#gate.succeeded(ticket, now);
      if (outcome.status === "rejected") this.#onRejected(batch, outcome.httpStatus, outcome.body);
      else {
        this.#lastCause = "";
        this.ledger.settle(batch, outcome);
      }
    }
    this.#pump();
  }

  #onRejected(batch: Batch, httpStatus: number, body: string): void {
    const { of, reason } = toRefusal(httpStatus, body, batch.entries.length, this.#parts.settings);
    switch (of) {
      case "key":
        this.stopped ??= reason;
        this.ledger.settle(batch, giveUp(reason));
        return this.#giveBack(() => true, reason);
      case "batch":
        this.#mayHoldAborted = true;
        return this.#assembly.putFirst(batch.split((_, index) => index < batch.entries.length >>> 1));
      case "calls":
        return this.ledger.settle(batch, { status: "rejected", httpStatus, reason });
      default:
        return of satisfies never;
    }
  }

  #onRetryable(batch: Batch, ticket: Ticket, now: number, outcome: RequestOutcome & { status: "retryable" }): void {
    const cause = this.#parts.settings.redact(outcome.cause);
    this.#lastCause = cause;
    this.ledger.counts.retries += 1;
    this.#mayHoldAborted = true;
    this.#assembly.putLast(batch);
    const paused = this.#gate.failed(ticket, now, outcome.retryAfterMs);
    this.#parts.observers.retry({ attempt: batch.attempts, events: batch.entries.length, cause });
    if (!paused) return;
    const { pausedUntil } = this.#gate;
    this.ledger.counts.pauses += 1;
    this.#parts.observers.pause({ ms: pausedUntil - now, cause });
    // What can't go before its deadline isn't kept waiting for it.
    this.#giveBack((_, { deadlineAt }) => deadlineAt <= pausedUntil, this.#tooLate());
  }

  #tooLate(): string {
    return `not delivered within ${this.#parts.settings.deadlineMs} ms${this.#lastCause && `; last: ${this.#lastCause}`}`;
  }

  #giveBack(isOut: Parameters<Assembly["takeOut"]>[0], reason: string): void {
    for (const batch of this.#assembly.takeOut(isOut)) {
      const doubt = batch.attempts > 0 ? "; it was sent before, and may have arrived" : "";
      this.ledger.settle(batch, giveUp(reason + doubt));
    }
  }
}
