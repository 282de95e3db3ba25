import type { Messages } from "../terminal.ts";

/** One line on a terminal that is written over while work goes on. */
export interface Progress {
  readonly show: (text: string) => void;
  /** Takes the line away. */
  readonly clear: () => void;
}

const betweenMs = 100;

/**
 * Makes a progress line; without a terminal it shows nothing.
 *
 * @param now - A clock in milliseconds.
 */
export const createProgress = (messages: Messages, now: () => number = () => performance.now()): Progress => {
  if (!messages.isTerminal) return { show: () => undefined, clear: () => undefined };
  let last = Number.NEGATIVE_INFINITY;
  return {
    show: (text) => {
      if (now() - last < betweenMs) return;
      last = now();
      messages.progress(text);
    },
    clear: () => {
      if (last !== Number.NEGATIVE_INFINITY) messages.clearProgress();
    },
  };
};
