import type { Clock } from "../lifecycle/clock.ts";

/** A clock that stands until it is moved. */
export interface ManualClock extends Clock {
  /** Moves it, and calls back whatever is due. */
  readonly advance: (ms: number) => void;
  /** How long until the earliest timers are due, in ms, the shortest first. */
  readonly waits: () => readonly number[];
}

/** Creates a clock that shows 1,000,000 ms. */
export const createManualClock = (): ManualClock => {
  let now = 1_000_000;
  const timers = new Map<object, { readonly at: number; readonly callback: () => void }>();
  return {
    now: () => now,
    after: (ms, callback) => {
      const key = {};
      timers.set(key, { at: now + ms, callback });
      return () => void timers.delete(key);
    },
    advance: (ms) => {
      now += ms;
      for (const [key, { at, callback }] of [...timers].toSorted(([, one], [, other]) => one.at - other.at)) {
        if (at > now || !timers.delete(key)) continue;
        callback();
      }
    },
    waits: () => [...timers.values()].map(({ at }) => at - now).toSorted((one, other) => one - other),
  };
};
