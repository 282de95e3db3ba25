import type { Judged } from "../judging/judge.ts";
import type { RelayedEvent } from "../judging/step.ts";

/** Events that were judged as they came, and are stored. */
export interface FreshEvents {
  readonly judged: readonly Judged<RelayedEvent>[];
  /** In ascending order. */
  readonly numbers: readonly number[];
}

/** Events that were stored and needn't be read back, since they are still in memory. */
export interface FreshQueue {
  /** Keeps events, unless those that it holds are too many already; returns whether it did. */
  readonly add: (events: FreshEvents) => boolean;
  /** Takes those that were stored first; nothing where there are none. */
  readonly take: () => FreshEvents | undefined;
  readonly isFull: () => boolean;
}

/** So many events are held, and those of one more request. */
const maxEvents = 1_000;

/** Creates an empty queue. */
export const createFreshQueue = (): FreshQueue => {
  const held: FreshEvents[] = [];
  let count = 0;
  const isFull = (): boolean => count >= maxEvents;
  return {
    isFull,
    add: (events) => {
      if (isFull()) return false;
      held.push(events);
      count += events.judged.length;
      return true;
    },
    take: () => {
      const first = held.shift();
      count -= first?.judged.length ?? 0;
      return first;
    },
  };
};
