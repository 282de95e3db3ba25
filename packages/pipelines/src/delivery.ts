import { startAttempt, type Attempt } from "./attempt.ts";
import type { Batch } from "./batch.ts";
import type { Change } from "./change.ts";
import type { Clock } from "./clock.ts";
import { createGate } from "./gate.ts";
import { createLedger, giveUp } from "./ledger.ts";
import type { Tell } from "./observers.ts";
import type { Entry } from "./outcome.ts";
import { createRefusals } from "./refusals.ts";
import { createRunningClock } from "./running-clock.ts";
import type { Send } from "./send.ts";
import type { Settings } from "./settings.ts";
import type { ClientStats } from "./stats.ts";
import { isForeign, toRequestOutcome, type RequestOutcome } from "./transport/transport.ts";
import { createWaiting } from "./waiting.ts";
import { toWords } from "./words.ts";

/** The queue and its requests. */
export type Delivery = ReturnType<typeof createDelivery>;

type Retryable = RequestOutcome & { readonly status: "retryable" };

const closed = "the client is closed";
const isAborted = ({ signal }: Entry): boolean => signal?.aborted === true;
// What is wrong with an event is answered with these, and its whole batch with it. Any other answer, such as the 404 of a
// proxy or the 302 of a sign-in page, is of the way to the API: the event may be good.
const eventRefusals: readonly number[] = [400, 413, 422];

/**
 * Makes the queue. A call enters by `write` and leaves by its one outcome, from the ledger; `pump` is the only place
 * where requests start.
 */
export const createDelivery = (settings: Settings, systemClock: Clock, send: Send, tell: Tell, change: Change) => {
  const { maxEventBytes, timeoutMs, deadlineMs, redact } = settings;
  // Time is that in which the process runs. An eighth of the shortest limit is what a freeze may cost of it.
  const clock = createRunningClock(systemClock, Math.min(8_000, timeoutMs, deadlineMs) / 8);
  const gate = createGate(settings);
  const { counts, settle, settleBatch } = createLedger(tell, change);
  const waiting = createWaiting(settings, counts);
  const inFlight = new Map<Batch, Attempt>();
  /** Why no call is taken any more; empty while calls are. */
  let stopped = "";
  /** Whether what is in the queue is given back as well: the API refuses the write key, or the time to close is up. */
  let isEnded = false;
  let mayHoldAborted = false;
  let lastCause = "";
  let alarmAt = Infinity;
  let cancelAlarm = (): void => {};

  const giveBack = (batches: readonly Batch[], reason: string): void => {
    for (const batch of batches) {
      const doubt = batch.attempts > batch.unsent ? "; it may have arrived" : "";
      settleBatch(batch, giveUp(reason + doubt));
    }
  };

  const refusals = createRefusals(maxEventBytes, waiting, settleBatch, giveBack);

  const tooLate = (): string => `can't be delivered within ${deadlineMs} ms${lastCause}`;

  const onRetryable = (batch: Batch, startedAt: number, outcome: Retryable): void => {
    const now = clock.now();
    const cause = redact(outcome.cause);
    if (outcome.isUnsent) batch.unsent += 1;
    mayHoldAborted ||= batch.entries.some(isAborted);
    // It goes last, so that one that always fails doesn't hold up the others.
    waiting.putLast(batch);
    // What is sent at the last moment and has no answer in time says nothing about the server.
    const isCutShort = now >= batch.deadlineAt && now - startedAt < deadlineMs / 8;
    if (!isCutShort || !lastCause) lastCause = `; last: ${cause}`;
    const until = isCutShort ? 0 : gate.failed(startedAt, now, outcome.retryAfterMs);
    tell("onRetry", { attempt: batch.attempts, events: batch.entries.length, cause });
    if (!until) return;
    counts.pauses += 1;
    tell("onPause", { ms: until - now, cause });
    // What can't go before its deadline isn't kept waiting for it.
    giveBack(waiting.expired(until), tooLate());
  };

  const onRejected = (batch: Batch, httpStatus: number, body: string): void => {
    const reason = redact(toWords(httpStatus, body));
    // This request can't have stored anything; one before it may have.
    batch.attempts -= 1;
    if (httpStatus === 401) {
      stopped = `${reason} (the API refuses the write key: nothing more is sent)`;
      isEnded = true;
      giveBack([batch], stopped);
    } else if (eventRefusals.includes(httpStatus)) {
      mayHoldAborted ||= batch.entries.some(isAborted);
      refusals.refused(batch, { status: "rejected", httpStatus, reason });
    } else giveBack([batch], reason);
  };

  /** Takes the outcome of a batch's request. */
  const onOutcome = (batch: Batch, startedAt: number, given: RequestOutcome): void => {
    const isRejected = given.status === "rejected";
    // A transport of the caller's own may leave it to us to tell a foreign answer from the API's.
    const outcome = isRejected && isForeign(given) ? toRequestOutcome(given.httpStatus, "", given.body) : given;
    if (outcome.status === "retryable") return onRetryable(batch, startedAt, outcome);
    gate.succeeded(startedAt, clock.now());
    if (outcome.status === "rejected") return onRejected(batch, outcome.httpStatus, outcome.body);
    lastCause = "";
    refusals.passed(batch);
    settleBatch(batch, { status: "delivered" });
    waiting.reuse(batch);
  };

  const deliver = (batch: Batch, now: number): void => {
    if (batch.attempts > 0) counts.retries += 1;
    batch.attempts += 1;
    counts.requests += 1;
    gate.entered(now);
    const limitMs = Math.ceil(Math.min(timeoutMs, batch.deadlineAt - now));
    const attempt = startAttempt(clock, send, batch, limitMs, (outcome) => {
      inFlight.delete(batch);
      onOutcome(batch, now, outcome);
      pump();
    });
    inFlight.set(batch, attempt);
  };

  /** Sets the only timer: there is none for an event or a batch. */
  const setAlarm = (at: number): void => {
    if (at === alarmAt) return;
    cancelAlarm();
    alarmAt = at;
    if (at === Infinity) return;
    cancelAlarm = clock.after(at - clock.now(), () => {
      alarmAt = Infinity;
      pump();
    });
  };

  /** Starts every request that may start now, and sets the alarm for the next thing that time alone will bring. */
  const pump = (): void => {
    if (isEnded)
      giveBack(
        waiting.takeOut(() => true),
        stopped,
      );
    if (mayHoldAborted) {
      mayHoldAborted = false;
      giveBack(waiting.takeOut(isAborted), "aborted by its signal");
    }
    const now = clock.now();
    giveBack(waiting.expired(now), tooLate());
    for (;;) {
      const waitMs = gate.waitMs(now, inFlight.values(), refusals.isSearching());
      // Which batch goes is looked for only when one may: this is run for each call, and the line may be long.
      if (waitMs > 0) return setAlarm(waiting.changesAt(now, waitMs));
      const batch = waiting.next(gate.isProbing(), now);
      if (!batch) {
        if (inFlight.size === 0) refusals.end();
        return setAlarm(waiting.changesAt(now));
      }
      waiting.remove(batch);
      if (refusals.isTooLarge(batch)) refusals.split(batch);
      else deliver(batch, now);
    }
  };

  // Signals are aborted by the thousand at times: those of one turn are looked for together.
  const onAbort = (): void => {
    if (mayHoldAborted) return;
    mayHoldAborted = true;
    void clock.nextTurn().then(pump);
  };

  /** Sends what is there without waiting for more. */
  const hurry = (): void => {
    waiting.hurry();
    pump();
  };

  /** Resolves when every call that is in the queue now has its outcome, or the signal is aborted. */
  const flush = (signal?: AbortSignal): Promise<void> => {
    const queued = [...inFlight.keys(), ...waiting.batches()].flatMap(({ entries }) => entries);
    let settled = 0;
    hurry();
    return change.until(() => {
      while (queued[settled]?.isSettled) settled += 1;
      return settled === queued.length;
    }, signal);
  };

  /** Gives every call back now. */
  const abandon = (): void => {
    for (const { abort } of inFlight.values()) abort();
    waiting.putFirst(...inFlight.keys());
    inFlight.clear();
    isEnded = true;
    pump();
  };

  return {
    counts,
    inFlightLimit: gate.inFlightLimit,
    settle,
    hurry,
    flush,

    /** Why no call is taken any more; empty while calls are. */
    stopped: (): string => stopped,

    /**
     * Takes calls of one group as a JSON array: no other group shares a batch with them. Returns whether it did: it
     * doesn't when they are over the limit for one call.
     */
    write(json: string, path: string, entries: readonly Entry[], group: string): boolean {
      // A character is at least a byte: most that is too large needn't be written to find out.
      if (json.length > maxEventBytes + "[]".length) return false;
      // The same listener is added to a signal only once, however many calls share it. It goes first: what isn't a signal
      // throws here.
      for (const { signal } of entries) signal?.addEventListener("abort", onAbort, { once: true });
      const written = waiting.write(json, path, entries, group, clock.now());
      if (written === "began") pump();
      return written !== "refused";
    },

    /** Whether the calls in the queue are less than that. When not, and nothing is in flight, what waits is sent at once. */
    makeRoom(limitBytes: number): boolean {
      if (counts.queuedBytes >= limitBytes && inFlight.size === 0) hurry();
      return counts.queuedBytes < limitBytes;
    },

    /** Takes no more calls, and returns as undelivered those that have no outcome when the time is up or the signal aborted. */
    async close(closeMs: number | undefined, signal: AbortSignal | undefined): Promise<void> {
      stopped ||= closed;
      // With no time left, nothing is begun any more.
      if (closeMs === 0 || signal?.aborted) abandon();
      const cancel = clock.after(closeMs ?? Infinity, abandon);
      await flush(signal);
      if (signal?.aborted) abandon();
      cancel();
    },

    stats: (): ClientStats => ({
      ...counts,
      requestsInFlight: inFlight.size,
      inFlightLimit: gate.inFlightLimit(),
      ...(stopped && { stopped }),
    }),
  };
};
