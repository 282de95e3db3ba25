/** The streams that a signal ends, and its one listener. */
interface Followers {
  readonly ends: Set<() => void>;
  readonly endAll: () => void;
}

const followersOf = new WeakMap<AbortSignal, Followers>();

const follow = (signal: AbortSignal): Followers => {
  const ends = new Set<() => void>();
  const endAll = (): void => {
    for (const end of ends) end();
  };
  signal.addEventListener("abort", endAll);
  return { ends, endAll };
};

/**
 * Calls `end` when the signal aborts. All streams of a signal share one listener: Node 20 warns of a leak at the eleventh.
 *
 * @param signal - Not aborted yet.
 * @returns A function that leaves the signal; the last stream takes the listener along.
 */
export const onAbort = (signal: AbortSignal, end: () => void): (() => void) => {
  const followers = followersOf.get(signal) ?? follow(signal);
  followersOf.set(signal, followers);
  const { ends, endAll } = followers;
  ends.add(end);
  return () => {
    if (!ends.delete(end) || ends.size > 0) return;
    signal.removeEventListener("abort", endAll);
    followersOf.delete(signal);
  };
};
