import type { Entry } from "../outcome.ts";
import type { Clock } from "../platform/clock.ts";
import { startAttempt, type Attempt } from "./attempt.ts";
import type { Batch } from "./batch.ts";
import type { Condition } from "./condition.ts";
import { createFlowControl } from "./flow-control.ts";
import { createOutcomes } from "./outcomes.ts";
import { createLifecycle, isAborted, type Life } from "./lifecycle.ts";
import type { Tell } from "./observers.ts";
import { createRetry } from "./retry.ts";
import { createRunningClock } from "./running-clock.ts";
import { createListen } from "./listen.ts";
import type { SendRequest } from "./send-request.ts";
import type { Settings } from "./settings.ts";
import type { ClientStats } from "./stats.ts";
import { createWaiting } from "./waiting.ts";

/** The queue and its requests. */
export type Queue = ReturnType<typeof createQueue>;

/**
 * Makes the queue. A call enters by `write` and leaves when it is settled with its one outcome; `pump` is the only place
 * where requests start.
 */
export const createQueue = (
  settings: Settings,
  systemClock: Clock,
  sendRequest: SendRequest,
  tell: Tell,
  condition: Condition,
) => {
  const { maxEventBytes, timeoutMs, deadlineMs } = settings;
  // Counts only the time in which the process runs. A freeze may cost at most an eighth of the shortest limit.
  const clock = createRunningClock(systemClock, Math.min(8_000, timeoutMs, deadlineMs) / 8);
  const flow = createFlowControl(settings);
  const life: Life = { stopped: "", isEnded: false, mayHoldAborted: false };
  // Signals are aborted by the thousand at times: those of one turn are looked for together.
  const listen = createListen(() => {
    if (life.mayHoldAborted) return;
    life.mayHoldAborted = true;
    void clock.nextTurn().then(pump);
  });
  const outcomes = createOutcomes(tell, condition, listen);
  const { counts, settle, settleUndelivered } = outcomes;
  const waiting = createWaiting(settings, counts);
  const inFlight = new Map<Batch, Attempt>();
  const { refusals, expire, onOutcome } = createRetry(settings, flow, waiting, outcomes, tell, life);
  let alarmAt = Infinity;
  let cancelAlarm = (): void => {};

  const deliver = (batch: Batch, now: number): void => {
    if (batch.attempts > 0) counts.retries += 1;
    batch.attempts += 1;
    counts.requests += 1;
    flow.entered(now);
    const limitMs = Math.ceil(Math.min(timeoutMs, batch.deadlineAt - now));
    startAttempt(clock, sendRequest, batch, limitMs, inFlight, (outcome) => {
      onOutcome(batch, now, clock.now(), outcome);
      pump();
    });
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

  /** Starts every request that may start now, and sets the alarm for the time at which there is something to do again. */
  const pump = (): void => {
    if (life.isEnded)
      settleUndelivered(
        waiting.takeOut(() => true),
        life.stopped,
      );
    if (life.mayHoldAborted) {
      life.mayHoldAborted = false;
      settleUndelivered(waiting.takeOut(isAborted), "aborted by its signal");
    }
    const now = clock.now();
    expire(now);
    for (;;) {
      const waitMs = flow.waitMs(now, inFlight.values(), refusals.isSearching());
      // Selects a batch only if a request may start: `pump` runs often, and the line may be long.
      if (waitMs > 0) return setAlarm(waiting.changesAt(now, waitMs));
      const batch = waiting.next(flow.neededMs(), now);
      if (!batch) {
        if (inFlight.size === 0) refusals.end();
        return setAlarm(waiting.changesAt(now));
      }
      waiting.remove(batch);
      if (refusals.isTooLarge(batch)) refusals.split(batch);
      else deliver(batch, now);
    }
  };

  const lifecycle = createLifecycle(clock, condition, waiting, inFlight, pump, life);

  return {
    counts,
    inFlightLimit: flow.inFlightLimit,
    settle,
    listen,
    ...lifecycle,

    /** Why no call is taken any more; empty while calls are. */
    stopped: (): string => life.stopped,

    /**
     * Adds calls of one group, as a JSON array; groups don't share batches. Returns false, and adds nothing, if they
     * exceed the size limit for one call.
     */
    write(json: string, path: string, entries: readonly Entry[], group: string): boolean {
      // A character takes at least a byte, so most calls that are too large are found without encoding them.
      if (json.length > maxEventBytes + "[]".length) return false;
      const isNew = waiting.write(json, path, entries, group, clock.now());
      if (isNew) pump();
      return isNew !== undefined;
    },

    /** Whether the queue has fewer bytes than the limit. If not, and nothing is in flight, sends waiting calls at once. */
    hasRoom(limitBytes: number): boolean {
      if (counts.queuedBytes >= limitBytes && inFlight.size === 0) lifecycle.hurry();
      return counts.queuedBytes < limitBytes;
    },

    stats: (): ClientStats => ({
      ...counts,
      requestsInFlight: inFlight.size,
      inFlightLimit: flow.inFlightLimit(),
      ...(life.stopped && { stopped: life.stopped }),
    }),
  };
};
