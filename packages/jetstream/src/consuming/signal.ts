/** A condition that several wait for. */
export interface Signal {
  /** Wakes all that wait. */
  readonly notify: () => void;
  /** Resolves at the next `notify`. */
  readonly wait: () => Promise<void>;
}

/** Creates a signal. */
export const createSignal = (): Signal => {
  let waiting: (() => void)[] = [];
  return {
    notify: () => {
      const all = waiting;
      waiting = [];
      for (const resolve of all) resolve();
    },
    wait: () => new Promise((resolve) => waiting.push(resolve)),
  };
};
