import { orAborted, toAbortReason } from "./abort.ts";
import { Alarm } from "./alarm.ts";
import { Assembly } from "./assembly.ts";
import type { Attempt } from "./attempt.ts";
import type { Batch } from "./batch.ts";
import type { Pause, Retry } from "./client-options.ts";
import type { Clock } from "./clock.ts";
import { Gate, type Ticket } from "./gate.ts";
import type { Entry, Verdict } from "./outcome.ts";
import { toRefusal } from "./refusal.ts";
import { Room } from "./room.ts";
import type { Settings } from "./settings.ts";
import type { ClientStats } from "./stats.ts";
import type { RequestOutcome } from "./transport/transport.ts";

/** What the queue needs from outside. */
export interface DeliveryParts {
  readonly settings: Settings;
  readonly attempt: Attempt;
  readonly clock: Clock;
  readonly onRetry: (retry: Retry) => void;
  readonly onPause: (pause: Pause) => void;
}

/**
 * The queue and its requests. A call enters by `add` and leaves by its entry's one verdict: `#pump` is the only place
 * where requests start, and `#settle` the only one where calls leave.
 */
export class Delivery {
  readonly #parts: DeliveryParts;
  readonly #gate: Gate;
  readonly #assembly: Assembly;
  readonly #alarm: Alarm;
  readonly #underWay = new Set<Batch>();
  readonly #counts = { accepted: 0, rejected: 0, undelivered: 0, requests: 0, retries: 0, pauses: 0 };
  readonly #room = new Room();
  readonly #signals = new WeakSet<AbortSignal>();
  #stopped: string | undefined;
  #lastCause = "";

  constructor(parts: DeliveryParts) {
    this.#parts = parts;
    this.#gate = new Gate(parts.settings);
    this.#assembly = new Assembly(parts.settings, parts.clock);
    this.#alarm = new Alarm(parts.clock, () => this.#pump());
  }

  /** Why no call is taken any more; undefined while calls are. */
  get stopped(): string | undefined {
    return this.#stopped;
  }

  /** Takes a call as JSON; its entry gets its verdict later. Returns its size in bytes; over the limit, it isn't taken. */
  add(json: string, path: string, entry: Entry): number {
    const { maxEventBytes } = this.#parts.settings;
    const { dueAt } = this.#assembly;
    // No character is less than a byte: the exact size matters only for what is told.
    const written = json.length > maxEventBytes ? -1 : this.#assembly.write(json, path, entry);
    if (written < 0 || written > maxEventBytes) return written < 0 ? new TextEncoder().encode(json).length : written;
    this.#room.add(1, written);
    if (entry.signal) this.#watch(entry.signal);
    if (this.#assembly.dueAt !== dueAt) this.#pump();
    return written;
  }

  /** Settles a call that was never taken. */
  refuse(entry: Entry, verdict: Verdict): void {
    this.#counts[verdict.status] += 1;
    entry.settle(verdict);
  }

  hasRoom(limitBytes: number): boolean {
    return this.#room.queuedBytes < limitBytes;
  }

  /** Resolves when calls have left the queue; at once when it is empty. */
  whenRoom(): Promise<void> {
    if (this.#underWay.size === 0) this.hurry();
    return this.#room.wait();
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
    this.#stopped ??= "the client is closed";
    const flushed = this.flush();
    const cancel = timeoutMs === undefined ? () => {} : this.#parts.clock.after(timeoutMs, () => this.abandon());
    await orAborted(flushed, signal);
    if (signal?.aborted) this.abandon();
    await flushed;
    cancel();
  }

  /** Gives every call back now. */
  abandon(): void {
    this.#stopped ??= "the client is closed";
    const underWay = [...this.#underWay];
    this.#underWay.clear();
    const reason = "the client was closed before an answer came: the event may have arrived";
    for (const batch of underWay) {
      batch.aborter.abort(reason);
      this.#settle(batch, { status: "undelivered", reason });
    }
    this.#giveBack(Infinity, { status: "undelivered", reason: "the client was closed before the event was sent" });
    this.#pump();
  }

  stats(): ClientStats {
    return {
      ...this.#counts,
      queuedEvents: this.#room.queuedEvents,
      queuedBytes: this.#room.queuedBytes,
      requestsInFlight: this.#underWay.size,
      inFlightLimit: this.#gate.inFlightLimit,
      ...(this.#stopped === undefined ? {} : { stopped: this.#stopped }),
    };
  }

  /** Starts every request that may start now, and sets the alarm for the next thing that time alone will bring. */
  #pump(): void {
    const now = this.#parts.clock.now();
    let waitMs = this.#gate.waitMs(now);
    for (; waitMs === 0; waitMs = this.#gate.waitMs(now)) {
      const batch = this.#assembly.take(now);
      if (!batch) break;
      if (batch.deadlineAt > now) void this.#deliver(batch, this.#gate.enter(now));
      else this.#settle(batch, this.#tooLate());
    }
    this.#alarm.set(Math.max(this.#assembly.dueAt, now + waitMs));
  }

  async #deliver(batch: Batch, ticket: Ticket): Promise<void> {
    this.#underWay.add(batch);
    const outcome = await this.#parts.attempt(batch);
    // Given back in the meantime: it has its verdict.
    if (!this.#underWay.delete(batch)) return this.#gate.leave(ticket);
    this.#counts.requests += 1;
    const now = this.#parts.clock.now();
    switch (outcome.status) {
      case "accepted":
        this.#gate.succeeded(ticket, now);
        this.#lastCause = "";
        this.#settle(batch, outcome);
        break;
      case "rejected":
        this.#gate.succeeded(ticket, now);
        this.#onRejected(batch, outcome.httpStatus, outcome.body);
        break;
      case "retryable":
        this.#onRetryable(batch, ticket, now, outcome);
        break;
      default:
        return outcome satisfies never;
    }
    this.#pump();
  }

  #onRejected(batch: Batch, httpStatus: number, body: string): void {
    const { of, reason } = toRefusal(httpStatus, body, batch.entries.length, this.#parts.settings);
    switch (of) {
      case "key":
        this.#stopped ??= reason;
        this.#settle(batch, { status: "undelivered", reason });
        return this.#giveBack(Infinity, { status: "undelivered", reason });
      case "batch":
        this.#assembly.putFirst(batch.split((_, index) => index < batch.entries.length >>> 1));
        return this.#withdrawAborted(batch);
      case "calls":
        return this.#settle(batch, { status: "rejected", httpStatus, reason });
      default:
        return of satisfies never;
    }
  }

  #onRetryable(batch: Batch, ticket: Ticket, now: number, outcome: RequestOutcome & { status: "retryable" }): void {
    const cause = this.#parts.settings.redact(outcome.cause);
    this.#lastCause = cause;
    this.#counts.retries += 1;
    this.#assembly.putLast(batch);
    this.#withdrawAborted(batch);
    const paused = this.#gate.failed(ticket, now, outcome.retryAfterMs);
    this.#parts.onRetry({ attempt: batch.attempts, events: batch.entries.length, cause });
    if (!paused) return;
    this.#counts.pauses += 1;
    this.#parts.onPause({ ms: this.#gate.pausedUntil - now, cause });
    // What can't go before its deadline isn't kept waiting for it.
    this.#giveBack(this.#gate.pausedUntil, this.#tooLate());
  }

  /** One listener a signal, however many calls share it. */
  #watch(signal: AbortSignal): void {
    if (this.#signals.has(signal)) return;
    this.#signals.add(signal);
    signal.addEventListener("abort", () => this.#withdraw(signal), { once: true });
  }

  #withdraw(signal: AbortSignal): void {
    for (const batch of this.#assembly.takeAborted(signal)) {
      this.#settle(batch, { status: "undelivered", reason: toAbortReason(signal, batch.attempts) });
    }
    this.#pump();
  }

  /** What was aborted while its request was under way isn't tried again. */
  #withdrawAborted(batch: Batch): void {
    for (const signal of new Set(batch.entries.map((entry) => entry.signal))) {
      if (signal?.aborted) this.#withdraw(signal);
    }
  }

  #tooLate(): Verdict {
    const { deadlineMs } = this.#parts.settings;
    const last = this.#lastCause === "" ? "" : `; last: ${this.#lastCause}`;
    return { status: "undelivered", reason: `not delivered within ${deadlineMs} ms${last}` };
  }

  #giveBack(deadline: number, verdict: Verdict): void {
    for (const batch of this.#assembly.takeExpired(deadline)) this.#settle(batch, verdict);
  }

  #settle(batch: Batch, verdict: Verdict): void {
    this.#counts[verdict.status] += batch.entries.length;
    this.#room.add(-batch.entries.length, -batch.callBytes);
    for (const entry of batch.entries) entry.settle(verdict);
    batch.finish();
  }
}
