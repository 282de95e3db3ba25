import type { Clock } from "../../running/clock.ts";

/** Creates a clock on which a time passes so many times as fast: ten seconds of waiting take 50 ms at 200. */
export const createQuickClock = (speed: number): Clock => ({
  now: () => Date.now(),
  after: (ms, callback) => {
    const timer = setTimeout(callback, ms / speed);
    return () => clearTimeout(timer);
  },
});
