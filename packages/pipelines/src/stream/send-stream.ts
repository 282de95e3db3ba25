import type { Change } from "../queue/change.ts";
import type { Clock } from "../platform/clock.ts";
import type { Outcome } from "../outcome.ts";

/** The side of the client that a stream of events talks to. */
export interface EventSink<E> {
  readonly add: (events: readonly E[], resolve: (outcome: Outcome<E>) => void) => void;
  /** How many events to add at once, at best. */
  readonly together: () => number;
  readonly makeRoom: () => boolean;
  readonly hurry: () => void;
  readonly clock: Clock;
  readonly change: Change;
}

/** What a call of `send` may be given. */
export interface SendOptions {
  /**
   * Stops the reading of events when aborted; those that were read keep their outcomes. One that was asked for before,
   * and comes when all of those are given, is delivered as well, and its outcome goes to `onOutcome` alone.
   */
  readonly signal?: AbortSignal | undefined;
}

type Events<E> = Iterable<E> | AsyncIterable<E>;

// Outcomes that nobody has asked for yet: beyond this, no more events are read.
const maxUnread = 4_096;
// How many events are read before sockets get a turn: about a millisecond's worth.
const eventsPerTurn = 256;

const isArray: <E>(events: Events<E>) => events is readonly E[] = Array.isArray;

/**
 * Hands over events and gives one outcome for each, in the order they become known. Events are read only as fast as
 * they are delivered and their outcomes are taken. When the source throws, the outcomes of what it gave come first.
 *
 * It is a loop that reads events, which starts when the first outcome is asked for, and an iterator that reads
 * outcomes, each waiting for the other. The iterator is written by hand: an async generator would take three times as
 * long for each outcome.
 */
export const sendAll = <E>(
  sink: EventSink<E>,
  events: Events<E>,
  { signal }: SendOptions = {},
): AsyncIterableIterator<Outcome<E>> => {
  const { change } = sink;
  let unread: Outcome<E>[] = [];
  let next = 0;
  let taken = 0;
  let settled = 0;
  /** How many events to take before sockets get a turn; 0 before reading has begun. */
  let turnAt = 0;
  let isStopped = false;
  let isLeft = false;
  let failure: { readonly error: unknown } | undefined;

  const stop = (): void => {
    isStopped = true;
    signal?.removeEventListener("abort", stop);
    change.happened();
  };
  // What isn't a signal throws here, to the caller: where reading begins, nobody would catch it.
  signal?.removeEventListener("abort", stop);
  const settle = (outcome: Outcome<E>): void => {
    settled += 1;
    unread.push(outcome);
  };

  /** Waits until more events may be taken; returns whether none should be. */
  const isEnough = async (): Promise<boolean> => {
    if (taken >= turnAt || !sink.makeRoom()) {
      turnAt = taken + eventsPerTurn;
      await sink.clock.nextTurn();
      await change.until(() => isStopped || (unread.length < maxUnread && sink.makeRoom()));
    }
    return isStopped;
  };
  // Room that was waited for may be gone the moment after: others wait for the same. It is looked for again at once
  // before anything is taken, so that no event finds the queue full.
  const read = async (): Promise<void> => {
    if (isArray(events)) {
      while (taken < events.length) {
        // None of the caller's code runs between the events of an array: they can be written together.
        if (sink.makeRoom()) {
          const some = events.slice(taken, taken + sink.together());
          taken += some.length;
          sink.add(some, settle);
        }
        if (await isEnough()) return;
      }
    } else {
      for await (const event of events) {
        taken += 1;
        while (!sink.makeRoom()) await change.until(sink.makeRoom);
        sink.add([event], settle);
        if (await isEnough()) return;
      }
    }
  };
  const feed = async (): Promise<void> => {
    turnAt = eventsPerTurn;
    signal?.addEventListener("abort", stop);
    if (signal?.aborted) stop();
    try {
      if (!(await isEnough())) await read();
    } catch (error) {
      failure = { error };
    }
    sink.hurry();
    stop();
  };
  const isOver = (): boolean => isLeft || (isStopped && settled >= taken);

  return {
    async next() {
      if (turnAt === 0) void feed();
      for (;;) {
        const value = unread[next];
        if (value && !isLeft) {
          next += 1;
          return { done: false, value };
        }
        if (isOver()) break;
        // Only who has taken something wakes the others: those who wait are served in the order in which they asked.
        if (next > 0) change.happened();
        unread = [];
        next = 0;
        await change.until(() => unread.length > 0 || isOver());
      }
      if (failure && !isLeft) {
        isLeft = true;
        throw failure.error;
      }
      return { done: true, value: undefined };
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
