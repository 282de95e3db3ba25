import type { Clock } from "../../lifecycle/clock.ts";

/** The longest time that passes at once, in real milliseconds. */
const stepMs = 50;

/**
 * Creates a clock on which a time passes so many times as fast: ten seconds of waiting take 50 ms at 200. It passes in
 * steps, so that while the process isn't run, as on a busy machine, hardly any of it passes: what arrived meanwhile is
 * read before a limit ends.
 */
export const createQuickClock = (speed: number): Clock => ({
  now: () => Date.now(),
  after: (ms, callback) => {
    let leftMs = ms / speed;
    const step = (): NodeJS.Timeout => {
      const nextMs = Math.min(leftMs, stepMs);
      leftMs -= nextMs;
      return setTimeout(() => {
        if (leftMs > 0) timer = step();
        else callback();
      }, nextMs);
    };
    let timer = step();
    return () => clearTimeout(timer);
  },
});
