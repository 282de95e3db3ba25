/** Notes that a call with that signal was made (1) or has its outcome (-1). */
export type Listen = (signal: AbortSignal | undefined, by: 1 | -1) => void;

/**
 * Listens to the signals of calls that have no outcome yet: once to each signal, however many calls share it, because Node
 * 20 warns of a leak at the eleventh listener; and no longer, so that a signal that outlives the client doesn't hold it.
 *
 * @param onAbort - Called when a signal is aborted.
 */
export const createListen = (onAbort: () => void): Listen => {
  const counts = new WeakMap<AbortSignal, number>();
  return (signal, by) => {
    if (!signal) return;
    const count = (counts.get(signal) ?? 0) + by;
    // To add a listener again has no effect. A value that isn't a signal throws here.
    if (count) signal.addEventListener("abort", onAbort);
    else signal.removeEventListener("abort", onAbort);
    counts.set(signal, count);
  };
};
