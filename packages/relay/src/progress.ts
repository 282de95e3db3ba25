import type { Io } from "./io.ts";

/** One line on a terminal that is written over while work goes on. */
export interface Progress {
  readonly show: (text: string) => void;
  /** Takes the line away. */
  readonly clear: () => void;
}

const betweenMs = 100;

/**
 * Makes a progress line on stderr; without a terminal it shows nothing.
 *
 * @param now - A clock in milliseconds.
 */
export const createProgress = (stderr: Io["stderr"], now: () => number = () => performance.now()): Progress => {
  if (stderr.isTTY !== true) return { show: () => undefined, clear: () => undefined };
  let last = Number.NEGATIVE_INFINITY;
  return {
    show: (text) => {
      if (now() - last < betweenMs) return;
      last = now();
      stderr.write(`\r${text}\u001B[K`);
    },
    clear: () => {
      if (last !== Number.NEGATIVE_INFINITY) stderr.write("\r\u001B[K");
    },
  };
};
