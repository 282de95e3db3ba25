import type { Clock } from "./clock.ts";

const baseMs = 250;
const maxMs = 60_000;

/**
 * Returns how long to wait before the next attempt: any time up to a limit that doubles with each failure, from 250 ms to
 * 60,000 ms (full jitter), in addition to the server's `Retry-After`.
 *
 * @param failures - In a row, this one not included.
 * @param random - From 0 up to, not including, 1.
 */
export const toDelay = (failures: number, random: number, retryAfterMs: number): number =>
  retryAfterMs + Math.floor(random * Math.min(maxMs, baseMs * 2 ** failures));

/** Waits, or until the signal aborts. */
export const pause = (clock: Clock, ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const finish = (): void => {
      cancel();
      signal.removeEventListener("abort", finish);
      resolve();
    };
    const cancel = clock.after(ms, finish);
    signal.addEventListener("abort", finish);
  });
