/** A condition variable: waiters check their condition each time they are notified. */
export interface Condition {
  readonly notify: () => void;
  /** Resolves when `isSo` returns true, now or after a notification; or when the signal is aborted. */
  readonly until: (isSo: () => boolean, signal?: AbortSignal) => Promise<void>;
}

export const createCondition = (): Condition => {
  const waiters: (() => void)[] = [];
  const notify = (): void => {
    for (const wake of waiters.splice(0)) wake();
  };
  return {
    notify,
    async until(isSo, signal) {
      const look = (): void => notify();
      signal?.addEventListener("abort", look);
      const isOver = (): boolean => signal?.aborted || isSo();
      while (!isOver()) await new Promise<void>((resolve) => waiters.push(resolve));
      signal?.removeEventListener("abort", look);
    },
  };
};
