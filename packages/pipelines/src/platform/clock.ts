/** The client's clock, which tests replace. */
export interface Clock {
  /** Monotonic milliseconds, arbitrary origin. */
  now(): number;
  /** Calls back once after `ms`, unless the returned function is called before. */
  after(ms: number, callback: () => void): () => void;
  /** Resolves on a later turn of the event loop, after I/O. */
  nextTurn(): Promise<void>;
}

// Node fires longer timers at once.
const maxTimerMs = 2_147_483_647;

/** The system's clock and timers. */
export const systemClock: Clock = {
  now: () => performance.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, Math.max(0, Math.min(ms, maxTimerMs)));
    return () => clearTimeout(timer);
  },
  nextTurn: () => new Promise((resolve) => void setTimeout(resolve)),
};
