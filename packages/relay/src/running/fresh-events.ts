import type { Item } from "../reading/item.ts";

/** Events that were stored just now, in the order of their numbers. */
export interface FreshEvents {
  readonly items: readonly Item[];
  readonly numbers: readonly number[];
}

/** Events that were stored and needn't be read back, since they are still in memory. */
export interface FreshQueue {
  /** Keeps events, unless those that it holds are too many already; returns whether it did. */
  readonly add: (events: FreshEvents) => boolean;
  /** Takes those that were stored first; nothing where there are none. */
  readonly take: () => FreshEvents | undefined;
}

/** So many events are held, and those of one more transaction: more would take memory that a page doesn't. */
const maxEvents = 1_000;

/** Creates an empty queue. */
export const createFreshQueue = (): FreshQueue => {
  const held: FreshEvents[] = [];
  let count = 0;
  return {
    add: (events) => {
      if (count >= maxEvents) return false;
      held.push(events);
      count += events.items.length;
      return true;
    },
    take: () => {
      const first = held.shift();
      count -= first?.items.length ?? 0;
      return first;
    },
  };
};
