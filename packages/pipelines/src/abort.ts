/** What a call of the client may be given. */
export interface CallOptions {
  /**
   * Gives the call back as `undelivered` when aborted, unless a request for it is under way: that one's answer still
   * counts, and when it fails the call isn't tried again. Where a method only waits, aborting ends the waiting.
   */
  readonly signal?: AbortSignal | undefined;
}

/** Calls back once for each signal that is aborted: one listener a signal, however many calls share it. */
export const createWatch = (onAbort: () => void): ((signal: AbortSignal | undefined) => void) => {
  const watched = new WeakSet<AbortSignal>();
  return (signal) => {
    if (!signal || watched.has(signal)) return;
    watched.add(signal);
    signal.addEventListener("abort", onAbort, { once: true });
  };
};

/** Resolves with the promise, or as soon as the signal is aborted. */
export const orAborted = async (promise: Promise<unknown>, signal: AbortSignal | undefined): Promise<void> => {
  if (signal?.aborted) return;
  let stop = (): void => {};
  const aborted = new Promise<void>((resolve) => (stop = resolve));
  signal?.addEventListener("abort", stop);
  await Promise.race([promise, aborted]);
  signal?.removeEventListener("abort", stop);
};
