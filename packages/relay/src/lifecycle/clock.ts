import type { Clock } from "@email-events/airship-stream";

export type { Clock };

/** The longest time that Node's timers count; a longer one would fire at once. */
const maxTimerMs = 2_147_483_647;

/** The system's clock and timers. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after: (ms, callback) => {
    const timer = setTimeout(callback, Math.max(0, Math.min(ms, maxTimerMs)));
    return () => clearTimeout(timer);
  },
};

/** Waits for a time, or until a signal is aborted. */
export const pause = (clock: Clock, ms: number, ...signals: readonly AbortSignal[]): Promise<void> =>
  new Promise((resolve) => {
    const finish = (): void => {
      cancel();
      for (const signal of signals) signal.removeEventListener("abort", finish);
      resolve();
    };
    const cancel = clock.after(ms, finish);
    for (const signal of signals) signal.addEventListener("abort", finish);
    if (signals.some(({ aborted }) => aborted)) finish();
  });
