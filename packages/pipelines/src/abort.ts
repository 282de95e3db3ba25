import { toReason } from "./encode-call.ts";

/** What a call of the client may be given. */
export interface CallOptions {
  /**
   * Gives the call back as `undelivered` when aborted, unless a request for it is under way: that one's answer still
   * counts, and when it fails it isn't tried again. Where a method only waits, aborting ends the waiting.
   */
  readonly signal?: AbortSignal | undefined;
}

/** Why a call was given back whose signal was aborted. */
export const toAbortReason = (signal: AbortSignal, attempts: number): string => {
  const when = attempts > 0 ? "after a request that failed: the event may have arrived" : "before the event was sent";
  return `aborted ${when} (${toReason(signal.reason)})`;
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
