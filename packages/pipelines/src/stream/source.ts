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
  readonly makeRoom: () => boolean;
  readonly hurry: () => void;
  readonly clock: Clock;
  readonly condition: Condition;
}

/** Cuts an array into pieces of the size that is best at the time. */
export function* slice<E>(events: readonly E[], size: () => number): Generator<readonly E[], void, undefined> {
  for (let from = 0; from < events.length;) {
    const piece = events.slice(from, from + size());
    from += piece.length;
    yield piece;
  }
}

/**
 * Gathers events of a source that runs the caller's code between two of them. That code may change an event that it gave
 * before, so each is written at once.
 */
export function* gather<E>(
  events: Iterable<E>,
  { write, together }: EventSink<E>,
  toEntry: (event: E) => Entry,
  isStopped: () => boolean,
): Generator<readonly Entry[], void, undefined> {
  const written: Entry[] = [];
  try {
    for (const event of events) {
      const entry = toEntry(event);
      write(entry);
      written.push(entry);
      if (isStopped() || written.length >= together()) yield written.splice(0);
    }
  } finally {
    // Also where the source throws: what it gave before is sent.
    if (written.length > 0) yield written;
  }
}
