import type { Entry, Outcome } from "../outcome.ts";
import type { Clock } from "../platform/clock.ts";
import type { Condition } from "../queue/condition.ts";

/** Events one by one. */
export type Events<E> = Iterable<E> | AsyncIterable<E>;

/** Events in arrays. */
export type Chunks<E> = Events<readonly E[]>;

/** What a stream of events needs from the client. */
export interface EventSink<E> {
  readonly toEntry: (event: E, settle: (outcome: Outcome<E>) => void) => Entry;
  /** Serializes an entry's event now, because the caller may change the event before the entry is added. */
  readonly write: (entry: Entry) => void;
  readonly add: (entries: readonly Entry[]) => void;
  /** Returns the best number of entries to add at once. */
  readonly together: () => number;
  /** Returns whether the queue has room. If it has none and nothing is in flight, waiting calls are sent at once. */
  readonly hasRoom: () => boolean;
  readonly hurry: () => void;
  readonly clock: Clock;
  readonly condition: Condition;
}

/** The prototypes of built-in iterators, which run none of the caller's code between two events. */
const ownIterators = [[], new Set(), new Map()].map((empty): unknown =>
  Object.getPrototypeOf(empty[Symbol.iterator]()),
);

/**
 * Groups events into arrays of the size that is best added at once. A source that runs the caller's code between two
 * events, such as a generator, may change an event that it yielded before, so its events are serialized at once.
 */
export function* gather<E>(
  events: Iterable<E>,
  { write, together }: EventSink<E>,
  toEntry: (event: E) => Entry,
  isStopped: () => boolean,
): Generator<readonly Entry[], void, undefined> {
  const iterator = events[Symbol.iterator]();
  const mayChange = !ownIterators.includes(Object.getPrototypeOf(iterator));
  const entries: Entry[] = [];
  let size = together();
  try {
    for (const event of { [Symbol.iterator]: () => iterator }) {
      const entry = toEntry(event);
      if (mayChange) write(entry);
      if (entries.push(entry) < size && !isStopped()) continue;
      yield entries.splice(0);
      size = together();
    }
  } finally {
    // Also where the source throws: what it gave before is sent.
    if (entries.length > 0) yield entries;
  }
}
