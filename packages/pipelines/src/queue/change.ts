/** Something that happens again and again, and what waits for it. */
export interface Change {
  readonly happened: () => void;
  /** Resolves once it is so, looked at now and each time something has happened; or when the signal is aborted. */
  readonly until: (isSo: () => boolean, signal?: AbortSignal) => Promise<void>;
}

export const createChange = (): Change => {
  const waiters: (() => void)[] = [];
  const happened = (): void => {
    for (const wake of waiters.splice(0)) wake();
  };
  return {
    happened,
    async until(isSo, signal) {
      const look = (): void => happened();
      signal?.addEventListener("abort", look);
      const isOver = (): boolean => signal?.aborted || isSo();
      while (!isOver()) await new Promise<void>((resolve) => waiters.push(resolve));
      signal?.removeEventListener("abort", look);
    },
  };
};
