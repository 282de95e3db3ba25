import type { Messages } from "../terminal.ts";

/** A line on a terminal that is updated during a run. */
export interface Progress {
  readonly show: (text: string) => void;
  /** Clears the line. */
  readonly clear: () => void;
}

const betweenMs = 100;

/**
 * Creates a progress line; without a terminal it prints nothing.
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
