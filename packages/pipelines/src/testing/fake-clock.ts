import type { Clock } from "../platform/clock.ts";

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

/** A clock that moves only when it is advanced. */
export interface FakeClock extends Clock {
  /** Runs all promise callbacks, without advancing the time. */
  settle(): Promise<void>;
  /** Advances the time, firing timers in order and running promise callbacks between them. */
  advance(ms: number): Promise<void>;
  /** Advances the time as in a stopped process: no timer fires, and then all due timers are late. */
  freeze(ms: number): void;
  /** Timers that haven't fired. */
  readonly pending: number;
}

export const createFakeClock = (startMs = Date.parse("2026-01-01T00:00:00.000Z")): FakeClock => {
  const timers = new Set<Timer>();
  let now = startMs;
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const next = (until: number): Timer | undefined =>
    [...timers].filter((timer) => timer.at <= until).toSorted((a, b) => a.at - b.at)[0];
  return {
    now: () => now,
    after(ms, callback) {
      const timer = { at: now + ms, callback };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    nextTurn: settle,
    settle,
    async advance(ms) {
      const until = now + ms;
      await settle();
      for (let timer = next(until); timer; timer = next(until)) {
        timers.delete(timer);
        now = Math.max(now, timer.at);
        timer.callback();
        await settle();
      }
      now = until;
      await settle();
    },
    freeze(ms) {
      now += ms;
    },
    get pending() {
      return timers.size;
    },
  };
};
