/** What the gate is told to keep to. */
export interface GateSettings {
  readonly maxInFlight: number;
  readonly requestsPerSecond: number;
  readonly backoffBaseMs: number;
  readonly backoffCapMs: number;
  /** No pause is longer: what waits for longer has missed its deadline. */
  readonly deadlineMs: number;
  /** 0 <= n < 1. */
  readonly random: () => number;
}

// An answer this much slower than usual asks for fewer requests at a time, before the server has to say so.
const slowFactor = 2;
const slowMarginMs = 100;

/**
 * Decides when the next request may go: one shared pause after a failure, one probe after the pause, then a careful
 * rise to the in-flight limit (additive increase, multiplicative decrease), all under the request rate.
 *
 * Requests that started before a pause count for nothing after it: eight that were under way when a server went down are
 * one failure, not eight steps of back-off.
 */
export const createGate = (settings: GateSettings) => {
  const { maxInFlight, requestsPerSecond, backoffBaseMs, backoffCapMs, deadlineMs, random } = settings;
  // A third of a second's worth at once keeps any 3 s under 10/3 of the rate: 900 a second stay within the API's 3,000.
  const burst = Math.max(1, requestsPerSecond / 3);
  let tokens = burst;
  let tokensAt = 0;
  let limit = maxInFlight;
  let failures = 0;
  let pausedUntil = 0;
  let usualMs: number | undefined;

  const inFlightLimit = (): number => (failures > 0 ? 1 : Math.floor(limit));

  return {
    inFlightLimit,

    /** The end of the latest pause. */
    pausedUntil: (): number => pausedUntil,

    /**
     * Milliseconds until the next request may go, given when those under way were started: 0 is now, and takes the
     * request's place; Infinity is when one under way has come back.
     */
    enter(now: number, startTimes: readonly number[]): number {
      if (now < pausedUntil) return pausedUntil - now;
      const busy = failures > 0 ? startTimes.filter((at) => at >= pausedUntil) : startTimes;
      if (busy.length >= inFlightLimit()) return Infinity;
      tokens = Math.min(burst, tokens + Math.max(0, now - tokensAt) * (requestsPerSecond / 1000));
      tokensAt = now;
      if (tokens < 1) return ((1 - tokens) / requestsPerSecond) * 1000;
      tokens -= 1;
      return 0;
    },

    /** The server answered a request, and not that it was in trouble. */
    succeeded(startedAt: number, now: number): void {
      // A late answer to a request from before the pause says nothing about the server now.
      if (startedAt < pausedUntil) return;
      failures = 0;
      const tookMs = now - startedAt;
      usualMs ??= tookMs;
      const isSlow = tookMs > usualMs * slowFactor + slowMarginMs;
      usualMs += (tookMs - usualMs) / 8;
      if (isSlow) limit = Math.max(1, limit * 0.75);
      else limit = Math.min(maxInFlight, limit + 1 / limit);
    },

    /**
     * A request failed in a way that time may heal: pauses every request, for the longer of the back-off and what the
     * server asked for. Returns whether a pause began or grew.
     */
    failed(startedAt: number, now: number, retryAfterMs = 0): boolean {
      let until = retryAfterMs > 0 ? now + Math.min(retryAfterMs, deadlineMs) : 0;
      if (startedAt >= pausedUntil) {
        failures += 1;
        limit = 1;
        // Full jitter: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
        const backoffMs = random() * Math.min(backoffCapMs, backoffBaseMs * 2 ** (failures - 1));
        // At least a millisecond, so that what was started just now is of before the pause.
        until = Math.max(until, now + 1, now + backoffMs);
      }
      const isLonger = until > pausedUntil;
      if (isLonger) pausedUntil = until;
      return isLonger;
    },
  };
};
