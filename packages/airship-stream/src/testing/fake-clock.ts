import type { Clock } from "../clock.ts";

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

/** A clock that stands still until it is told to advance. */
export interface FakeClock extends Clock {
  /** Moves time on and fires the timers that are due, in order. */
  advance(ms: number): void;
  /** Timers that haven't fired. */
  readonly pending: number;
  /** Timers that were ever started. */
  readonly started: number;
}

export const createFakeClock = (startMs = Date.parse("2026-01-01T00:00:00.000Z")): FakeClock => {
  const timers = new Set<Timer>();
  let now = startMs;
  let started = 0;
  return {
    now: () => now,
    after(ms, callback) {
      const timer = { at: now + ms, callback };
      timers.add(timer);
      started += 1;
      return () => timers.delete(timer);
    },
    advance(ms) {
      const until = now + ms;
      for (;;) {
        const [due] = [...timers].filter(({ at }) => at <= until).toSorted((one, other) => one.at - other.at);
        if (due === undefined) break;
        timers.delete(due);
        now = Math.max(now, due.at);
        due.callback();
      }
      now = until;
    },
    get pending() {
      return timers.size;
    },
    get started() {
      return started;
    },
  };
};
