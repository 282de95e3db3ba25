import { createBatch, envelopeBytes, type Batch } from "./batch.ts";
import type { Change } from "./change.ts";
import type { Clock } from "./clock.ts";
import { createGate } from "./gate.ts";
import { createLedger, giveUp } from "./ledger.ts";
import type { Tell } from "./observers.ts";
import type { Entry } from "./outcome.ts";
import type { Settings } from "./settings.ts";
import type { Send } from "./send.ts";
import type { ClientStats } from "./stats.ts";
import { toNetworkCause, type RequestOutcome } from "./transport/transport.ts";
import { toWords } from "./words.ts";

/** The queue and its requests. */
export type Delivery = ReturnType<typeof createDelivery>;

/** A request that is under way. */
interface Request {
  readonly startedAt: number;
  readonly aborter: AbortController;
}

const closed = "the client is closed";
// What is wrong with an event is answered with these, and its whole batch with it. Any other answer, such as the 404 of a
// proxy or the 302 of a sign-in page, is of the way to the API: the event may be good.
const eventRefusals: readonly number[] = [400, 413, 422];

/**
 * Makes the queue. A call enters by `write` and leaves by its one verdict, from the ledger; `pump` is the only place
 * where requests start.
 */
export const createDelivery = (settings: Settings, clock: Clock, send: Send, tell: Tell, change: Change) => {
  const { maxEventBytes, maxBatchBytes, deadlineMs, lingerMs, mode, redact } = settings;
  const gate = createGate(settings);
  const { counts, settle, settleBatch } = createLedger(tell, change);
  const underWay = new Map<Batch, Request>();
  /** In the order in which they go. */
  let waiting: Batch[] = [];
  /**
   * The last of those that wait, while they are being filled, one for each group. They go on being filled for as long as
   * no request may start, so that a trickle of calls during an outage becomes few large requests and little memory.
   */
  const open = new Map<string, Batch>();
  let openDueAt = 0;
  /** Memory of batches that were delivered: to get it anew from the system takes longer than to fill it. */
  const spare: Uint8Array<ArrayBuffer>[] = [];
  /** Why no call is taken any more; empty while calls are. */
  let stopped = "";
  /** Whether what is in the queue is given back as well: the API refuses the write key, or the time to close is up. */
  let isEnded = false;
  let mayHoldAborted = false;
  let lastCause = "";
  let cancelAlarm: (() => void) | undefined;

  const giveUpBatch = (batch: Batch, reason: string): void => {
    const doubt = batch.attempts > 0 ? "; it may have arrived" : "";
    settleBatch(batch, giveUp(reason + doubt));
  };

  const isOpen = (batch: Batch): boolean => open.get(batch.group) === batch;

  /** Fills a batch no more, and lets it go before those that are being filled. */
  const shut = (batch: Batch): void => {
    open.delete(batch.group);
    waiting.splice(waiting.lastIndexOf(batch), 1);
    waiting.splice(waiting.length - open.size, 0, batch);
  };

  const tooLate = (): string => `can't be delivered within ${deadlineMs} ms${lastCause}`;

  /** Gives back calls that wait, the others of their batches go on waiting. */
  const giveBack = (reason: string, isOut: (entry: Entry, batch: Batch) => boolean = () => true): void => {
    const out: Batch[] = [];
    waiting = waiting.filter((batch) => {
      const isHere = (entry: Entry): boolean => isOut(entry, batch);
      if (!batch.entries.some(isHere)) return true;
      const isWhole = batch.entries.every(isHere);
      out.push(isWhole ? batch : batch.splitOff(isHere));
      if (isWhole && isOpen(batch)) open.delete(batch.group);
      return !isWhole;
    });
    for (const batch of out) giveUpBatch(batch, reason);
  };

  const onRetryable = (batch: Batch, startedAt: number, words: string, retryAfterMs: number | undefined): void => {
    const now = clock.now();
    const cause = redact(words);
    lastCause = `; last: ${cause}`;
    counts.retries += 1;
    mayHoldAborted = true;
    // It goes last, so that one that always fails doesn't hold up the others.
    waiting.splice(waiting.length - open.size, 0, batch);
    const until = gate.failed(startedAt, now, retryAfterMs);
    tell("onRetry", { attempt: batch.attempts, events: batch.entries.length, cause });
    if (!until) return;
    counts.pauses += 1;
    tell("onPause", { ms: until - now, cause });
    // What can't go before its deadline isn't kept waiting for it.
    giveBack(tooLate(), (_, { deadlineAt }) => deadlineAt <= until);
  };

  const onRejected = (batch: Batch, httpStatus: number, body: string): void => {
    const reason = redact(toWords(httpStatus, body));
    const half = batch.entries.length >>> 1;
    // This request can't have stored anything; one before it may have.
    batch.attempts -= 1;
    if (httpStatus === 401 || httpStatus === 403) {
      stopped = `${reason} (the API refuses the write key: nothing more is sent)`;
      isEnded = true;
      giveUpBatch(batch, stopped);
    } else if (!eventRefusals.includes(httpStatus)) giveUpBatch(batch, reason);
    else if (half > 0) {
      mayHoldAborted = true;
      // The halves go first: their calls have waited longest.
      waiting.unshift(
        batch.splitOff((_, index) => index < half),
        batch,
      );
    } else settleBatch(batch, { status: "rejected", httpStatus, reason });
  };

  /** Takes the outcome of a batch's request. */
  const onOutcome = (batch: Batch, startedAt: number, outcome: RequestOutcome): void => {
    if (outcome.status === "retryable") return onRetryable(batch, startedAt, outcome.cause, outcome.retryAfterMs);
    gate.succeeded(startedAt, clock.now());
    if (outcome.status === "rejected") return onRejected(batch, outcome.httpStatus, outcome.body);
    lastCause = "";
    settleBatch(batch, outcome);
    if (batch.bytes.length === maxBatchBytes && spare.length < settings.maxInFlightFar) spare.push(batch.bytes);
  };

  const deliver = (batch: Batch, startedAt: number): void => {
    const aborter = new AbortController();
    const finish = (outcome: RequestOutcome): void => {
      cancel();
      // Given back, or given up on and sent anew, in the meantime: this answer comes too late.
      if (underWay.get(batch)?.aborter !== aborter) return;
      underWay.delete(batch);
      onOutcome(batch, startedAt, outcome);
      pump();
    };
    const fail = (cause: string): void => finish({ status: "retryable", cause });
    const ms = Math.ceil(Math.min(settings.timeoutMs, batch.deadlineAt - startedAt));
    // A transport may be slow to notice that it is aborted: it isn't waited for.
    const cancel = clock.after(ms, () => {
      aborter.abort();
      fail(`no answer within ${ms} ms`);
    });
    aborter.signal.addEventListener("abort", cancel);
    underWay.set(batch, { startedAt, aborter });
    batch.attempts += 1;
    counts.requests += 1;
    send(batch, aborter.signal).then(finish, (error: unknown) => fail(toNetworkCause(error)));
  };

  /** Sets the only timer, anew each time: there is none for an event or a batch. */
  const setAlarm = (ms: number): void => {
    cancelAlarm?.();
    cancelAlarm = ms < Infinity ? clock.after(ms, pump) : undefined;
  };

  /** Starts every request that may start now, and sets the alarm for the next thing that time alone will bring. */
  const pump = (): void => {
    if (isEnded) giveBack(stopped);
    if (mayHoldAborted) {
      mayHoldAborted = false;
      giveBack("aborted by its signal", ({ signal }) => signal?.aborted === true);
    }
    const now = clock.now();
    for (;;) {
      const [batch] = waiting;
      if (!batch) return setAlarm(Infinity);
      if (isOpen(batch) && openDueAt > now) return setAlarm(openDueAt - now);
      const isLate = batch.deadlineAt <= now;
      const waitMs = isLate ? 0 : gate.enter(now, underWay.values());
      if (waitMs > 0) return setAlarm(waitMs);
      waiting.shift();
      if (isOpen(batch)) open.delete(batch.group);
      if (isLate) giveUpBatch(batch, tooLate());
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
    openDueAt = 0;
    pump();
  };

  /** Resolves when every call that is in the queue now has its verdict, or the signal is aborted. */
  const flush = (signal?: AbortSignal): Promise<void> => {
    const queued = [...underWay.keys(), ...waiting].flatMap(({ entries }) => entries);
    hurry();
    return change.until(() => queued.every(({ isSettled }) => isSettled), signal);
  };

  /** Gives every call back now. */
  const abandon = (): void => {
    for (const { aborter } of underWay.values()) aborter.abort();
    waiting = [...underWay.keys(), ...waiting];
    underWay.clear();
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
      const now = clock.now();
      // The calls of a batch are given up on together: none should come so late that little of its own time is left.
      const former = open.get(group);
      if (former && former.deadlineAt < now + deadlineMs * 0.9) shut(former);
      let bytes = open.get(group)?.append(json, entries) ?? 0;
      const isNew = bytes === 0;
      if (isNew) {
        // A character is at most three bytes: a batch of one call needs no more than that. One of a group may stay small,
        // and there may be many.
        const isLarge = mode === "batch" && group === "";
        const sizeBytes = isLarge ? maxBatchBytes : Math.min(maxBatchBytes, json.length * 3 + envelopeBytes.batch);
        const batch = createBatch(spare.pop() ?? new Uint8Array(sizeBytes), path, now + deadlineMs, settings, group);
        bytes = batch.append(json, entries);
        if (bytes === 0) return false;
        const full = open.get(group);
        if (full) shut(full);
        waiting.push(batch);
        if (open.size === 0) openDueAt = now + lingerMs;
        if (mode === "batch") open.set(group, batch);
      }
      counts.queuedEvents += entries.length;
      counts.queuedBytes += bytes;
      if (isNew) pump();
      return true;
    },

    /** Whether the calls in the queue are less than that. When not, and nothing is under way, what waits is sent at once. */
    makeRoom(limitBytes: number): boolean {
      if (counts.queuedBytes >= limitBytes && underWay.size === 0) hurry();
      return counts.queuedBytes < limitBytes;
    },

    /** Takes no more calls, and gives back those that have no verdict when the time is up or the signal aborted. */
    async close(timeoutMs: number | undefined, signal: AbortSignal | undefined): Promise<void> {
      stopped ||= closed;
      // With no time left, nothing is begun any more.
      if (timeoutMs === 0 || signal?.aborted) abandon();
      const cancel = clock.after(timeoutMs ?? Infinity, abandon);
      await flush(signal);
      if (signal?.aborted) abandon();
      cancel();
    },

    stats: (): ClientStats => ({
      ...counts,
      requestsInFlight: underWay.size,
      inFlightLimit: gate.inFlightLimit(),
      ...(stopped && { stopped }),
    }),
  };
};
