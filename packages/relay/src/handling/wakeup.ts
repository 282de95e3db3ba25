/** A signal for one waiter. */
export interface Wakeup {
  readonly wake: () => void;
  /** Resolves at the next `wake`, or at once if one came since the last wait. */
  readonly wait: () => Promise<void>;
}

/** Creates a wakeup for one waiter. */
export const createWakeup = (): Wakeup => {
  let isAwake = false;
  let resume: (() => void) | undefined;
  return {
    wake: () => {
      isAwake = true;
      resume?.();
    },
    wait: async () => {
      if (!isAwake) await new Promise<void>((resolve) => (resume = resolve));
      resume = undefined;
      isAwake = false;
    },
  };
};
