import type { Entry, Outcome } from "../outcome.ts";
import { gather, type Chunks, type Events, type EventSink } from "./source.ts";

/** Options of `send` and `sendChunks`. */
export interface SendOptions {
  /**
   * Stops reading when aborted; events that were read keep their outcomes. An event that the source was already asked
   * for is sent too. If it arrives after the last outcome was yielded, only `onOutcome` receives its outcome.
   */
  readonly signal?: AbortSignal | undefined;
}

// Outcomes that weren't asked for yet: beyond this, no more events are read.
const maxUnread = 4_096;
// How many events are read before sockets get a turn: about a millisecond's worth.
const eventsPerTurn = 256;

/** Reads a source and adds its events to the queue. Events that were read are all added, even after a stop. */
type Read = <T>(source: Events<T>, toEntries: (given: T) => readonly Entry[]) => Promise<void>;

/**
 * Creates a stream: a loop that reads events, and an iterator over their outcomes. The loop starts with the first
 * `next`. It reads only as fast as events are delivered and outcomes are taken. If the source throws, the iterator
 * yields the outcomes of all events that were read, and then throws the error.
 *
 * The iterator is written by hand: an async generator would take three times as long for each outcome.
 *
 * @param take - Removes the next value from the outcomes that weren't yielded, and returns it; undefined if there is
 * none.
 */
const createStream = <E, T>(
  sink: EventSink<E>,
  { signal }: SendOptions = {},
  readAll: (read: Read, toEntry: (event: E) => Entry, isStopped: () => boolean) => Promise<void>,
  take: (unread: Outcome<E>[]) => T | undefined,
): AsyncIterableIterator<T> => {
  const { condition, hasRoom } = sink;
  const unread: Outcome<E>[] = [];
  let given = 0;
  let added = 0;
  let settled = 0;
  /** The value of `added` at which sockets get the next turn; 0 before reading begins. */
  let turnAt = 0;
  let hasTaken = false;
  let isStopped = false;
  let isLeft = false;
  let failure: { readonly error: unknown } | undefined;

  const stop = (): void => {
    isStopped = true;
    signal?.removeEventListener("abort", stop);
    condition.notify();
  };
  // A value that isn't a signal throws here, to the caller: an error thrown when reading begins would not be caught.
  signal?.removeEventListener("abort", stop);
  const settle = (outcome: Outcome<E>): void => {
    settled += 1;
    unread.push(outcome);
  };
  const toEntry = (event: E): Entry => sink.toEntry(event, settle);

  const read: Read = async (source, toEntries) => {
    for await (const next of source) {
      const entries = toEntries(next);
      given += entries.length;
      for (let from = 0; from < entries.length;) {
        // Room that was waited for may be gone the moment after, since others wait for the same: it is looked for again
        // right before anything is added, so that no event finds the queue full.
        while (!hasRoom()) await condition.until(hasRoom);
        const some = entries.slice(from, from + sink.together());
        from += some.length;
        added += some.length;
        sink.add(some);
        if (added < turnAt && hasRoom()) continue;
        turnAt = added + eventsPerTurn;
        await sink.clock.nextTurn();
        await condition.until(() => isStopped || (unread.length < maxUnread && hasRoom()));
      }
      if (isStopped) return;
    }
  };
  const begin = async (): Promise<void> => {
    turnAt = eventsPerTurn;
    signal?.addEventListener("abort", stop);
    if (signal?.aborted) stop();
    try {
      await condition.until(() => isStopped || hasRoom());
      if (!isStopped) await readAll(read, toEntry, () => isStopped);
    } catch (error) {
      failure = { error };
    }
    sink.hurry();
    stop();
  };
  const isOver = (): boolean => isLeft || (isStopped && settled >= given);

  return {
    async next() {
      if (turnAt === 0) void begin();
      for (;;) {
        const value = isLeft ? undefined : take(unread);
        if (value) {
          hasTaken = true;
          return { done: false, value };
        }
        if (isOver()) break;
        // A caller wakes the others only after it has taken a value, so that callers are served in the order of their calls.
        if (hasTaken) condition.notify();
        hasTaken = false;
        await condition.until(() => unread.length > 0 || isOver());
      }
      if (isLeft || !failure) return { done: true, value: undefined };
      isLeft = true;
      throw failure.error;
    },
    async return() {
      isLeft = true;
      stop();
      return this.next();
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
};

/** Hands over events in arrays and gives their outcomes in arrays, none of which is empty. */
export const sendChunks = <E>(
  sink: EventSink<E>,
  chunks: Chunks<E>,
  options?: SendOptions,
): AsyncIterableIterator<readonly Outcome<E>[]> =>
  createStream(
    sink,
    options,
    (read, toEntry) => read(chunks, (events) => [...events].map(toEntry)),
    (unread) => (unread.length > 0 ? unread.splice(0) : undefined),
  );

/** Hands over events and gives one outcome for each, in the order they become known. */
export const sendEvents = <E>(
  sink: EventSink<E>,
  events: Events<E>,
  options?: SendOptions,
): AsyncIterableIterator<Outcome<E>> =>
  createStream(
    sink,
    options,
    (read, toEntry, isStopped) => {
      if (Symbol.asyncIterator in events) return read(events, (event) => [toEntry(event)]);
      return read(gather(events, sink, toEntry, isStopped), (entries) => entries);
    },
    (unread) => unread.shift(),
  );
