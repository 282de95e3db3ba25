/** The limits that flow control keeps. */
export interface FlowControlSettings {
  readonly maxInFlight: number;
  /** The limit while the server is far. */
  readonly maxInFlightFar: number;
  readonly requestsPerSecond: number;
  readonly backoffBaseMs: number;
  readonly backoffCapMs: number;
  readonly timeoutMs: number;
  /** How long a call is tried for: every pause is a fraction of it, so that no call spends its time waiting for one. */
  readonly deadlineMs: number;
  /** 0 <= n < 1. */
  readonly random: () => number;
}

/** Decides when requests go. */
export type FlowControl = ReturnType<typeof createFlowControl>;

// Answers this much slower than usual lower the in-flight limit, before the server has to ask for it.
const slowFactor = 2;
const slowMarginMs = 100;
// A server whose fastest answer takes longer is far, and not just busy: more must be in flight to keep it as busy as one
// that is near.
const farMs = 75;
// Maximum back-off as a share of the deadline: a call is tried at least seven times.
const backoffShare = 1 / 8;
// Maximum `Retry-After` as a share of the deadline: half of the deadline is left for the next attempt.
const retryAfterShare = 1 / 2;

/**
 * Decides when the next request may go: one shared pause after a failure, one probe after the pause, then a careful
 * rise to the in-flight limit (additive increase, multiplicative decrease), all under the request rate.
 *
 * Requests that started before a pause count for nothing after it: eight that were in flight when a server went down are
 * one failure, not eight steps of back-off.
 */
export const createFlowControl = (settings: FlowControlSettings) => {
  const { maxInFlight, maxInFlightFar, requestsPerSecond, backoffBaseMs, timeoutMs, deadlineMs, random } = settings;
  const shortMs = deadlineMs * backoffShare;
  const backoffCapMs = Math.min(settings.backoffCapMs, shortMs);
  // After this time without an answer, a probe no longer blocks the next one. Infinity if the time-out is shorter.
  const patienceMs = shortMs < timeoutMs ? shortMs : Infinity;
  const spacingMs = 1000 / requestsPerSecond;
  // A third of a second's worth at once keeps any 3 s under 10/3 of the rate: 900 a second stay within the API's 3,000.
  const burstMs = Math.max(spacingMs, 1000 / 3);
  // When the requests so far would have gone at an even pace.
  let pacedAt = 0;
  let limit = maxInFlight;
  let failures = 0;
  /** Requests from before this count for nothing. */
  let pausedUntil = 0;
  let usualMs: number | undefined;
  let leastMs = Infinity;
  /** The longest answer of late. */
  let neededMs = 0;

  return {
    inFlightLimit: (): number => Math.floor(limit),

    /**
     * Returns the milliseconds until the next request may start: 0 for now, Infinity for when a request in flight has
     * ended. After a failure, or if `isSearching`, only one request is in flight at a time.
     */
    waitMs(now: number, inFlight: Iterable<{ readonly startedAt: number }>, isSearching: boolean): number {
      if (now < pausedUntil) return pausedUntil - now;
      const isSingle = failures > 0 || isSearching;
      const all = [...inFlight];
      const from = Math.max(isSingle ? pausedUntil : 0, now - patienceMs);
      // Requests that have had no answer for `patienceMs` don't block others, up to `maxInFlight` of them.
      const fresh = all.filter(({ startedAt }) => startedAt >= from);
      const isFull = isSingle || Math.max(fresh.length, all.length - maxInFlight) > limit - 1;
      if (fresh[0] && isFull) return fresh[0].startedAt + patienceMs + 1 - now;
      return Math.max(0, pacedAt + spacingMs - now - burstMs);
    },

    /**
     * Returns how long an answer takes at present, in milliseconds: a batch with less time left may get none. Infinity
     * after a failure, so that the batch with the most time left becomes the probe.
     */
    neededMs: (): number => (failures > 0 ? Infinity : neededMs),

    /**
     * Notes that a request had no answer at the deadline of its calls. Returns true if its time was too short to say
     * anything about the server; batches with as little time left are then sent last.
     */
    isCutShort(startedAt: number, now: number): boolean {
      const enoughMs = Math.max(shortMs, neededMs);
      if (now - startedAt >= enoughMs) return false;
      neededMs = enoughMs;
      return true;
    },

    /** A request goes now. */
    entered(now: number): void {
      pacedAt = Math.max(now, pacedAt) + spacingMs;
    },

    /** The server answered a request, and not that it was in trouble. */
    succeeded(startedAt: number, now: number): void {
      // A late answer to a request from before the pause says nothing about the server now.
      if (startedAt < pausedUntil) return;
      failures = 0;
      // A request that started `patienceMs` before this one, and is still silent, says nothing about the server now.
      pausedUntil = Math.max(pausedUntil, startedAt - patienceMs);
      const tookMs = now - startedAt;
      usualMs ??= tookMs;
      leastMs = Math.min(leastMs, tookMs);
      neededMs = Math.max(tookMs, neededMs * 0.9);
      const isSlow = tookMs > usualMs * slowFactor + slowMarginMs;
      usualMs += (tookMs - usualMs) / 8;
      // Above `maxInFlight`, as for a far server, each answer raises the limit by one: a full round of answers doubles it.
      const more = limit < maxInFlight ? 1 / limit : 1;
      if (isSlow) limit = Math.max(1, limit * 0.75);
      else limit = Math.min(leastMs > farMs ? maxInFlightFar : maxInFlight, limit + more);
    },

    /**
     * A transient failure: pauses every request, for the longer of the back-off and what the
     * server asked for, each up to its share of the deadline. Returns its end when it began or grew, 0 otherwise.
     */
    failed(startedAt: number, now: number, retryAfterMs = 0): number {
      let until = retryAfterMs > 0 ? now + Math.min(retryAfterMs, deadlineMs * retryAfterShare) : 0;
      if (startedAt >= pausedUntil) {
        failures += 1;
        limit = 1;
        // Full jitter: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
        const backoffMs = random() * Math.min(backoffCapMs, backoffBaseMs * 2 ** (failures - 1));
        // At least a millisecond, so that requests that started just now count as started before the pause.
        until = Math.max(until, now + 1, now + backoffMs);
      }
      if (until <= pausedUntil) return 0;
      pausedUntil = until;
      return until;
    },
  };
};
