import type { Change } from "./change.ts";
import type { Outcome } from "./outcome.ts";

/** The side of the client that a stream of events talks to. */
export interface EventSink<E> {
  readonly add: (events: readonly E[], resolve: (outcome: Outcome<E>) => void) => void;
  /** Accounts for an event that was read and won't be sent. */
  readonly refuse: (event: E, reason: string) => void;
  readonly makeRoom: () => boolean;
  readonly hurry: () => void;
  readonly nextTurn: () => Promise<void>;
  readonly change: Change;
}

/** What a call of `send` may be given. */
export interface SendOptions {
  /** Stops the reading of events when aborted; those that were read keep their outcomes. */
  readonly signal?: AbortSignal;
}

type Events<E> = Iterable<E> | AsyncIterable<E>;

// Outcomes that nobody has asked for yet: beyond this, no more events are read.
const maxUnread = 4_096;
// How many events are read before sockets get a turn: about a millisecond's worth.
const eventsPerTurn = 256;

// How many events of an array are handed over together: more would seldom be under the limit for one call.
const eventsTogether = 24;

const isArray = <E>(events: Events<E>): events is readonly E[] => Array.isArray(events);

/**
 * Hands over events and yields one outcome for each, in the order they become known. Events are read only as fast as
 * they are delivered and their outcomes are taken. When the source throws, the outcomes of what it gave come first.
 *
 * It is a loop that reads events, and an iterator that reads outcomes, each waiting for the other.
 */
export async function* sendAll<E>(
  sink: EventSink<E>,
  events: Events<E>,
  { signal }: SendOptions = {},
): AsyncGenerator<Outcome<E>, void> {
  const { change } = sink;
  let unread: Outcome<E>[] = [];
  let taken = 0;
  let settled = 0;
  let turnAt = eventsPerTurn;
  let isStopped = false;
  let failure: { readonly error: unknown } | undefined;

  const stop = (): void => {
    isStopped = true;
    signal?.removeEventListener("abort", stop);
    change.happened();
  };
  const settle = (outcome: Outcome<E>): void => {
    settled += 1;
    unread.push(outcome);
  };

  /** Takes events, and waits until it may go on; returns whether it shouldn't. */
  const take = async (some: readonly E[]): Promise<boolean> => {
    taken += some.length;
    sink.add(some, settle);
    if (taken >= turnAt || !sink.makeRoom()) {
      turnAt = taken + eventsPerTurn;
      await sink.nextTurn();
      await change.until(() => isStopped || (unread.length < maxUnread && sink.makeRoom()));
    }
    return isStopped;
  };
  const read = async (): Promise<void> => {
    if (isArray(events)) {
      // None of the caller's code runs between the events of an array: they can be written together.
      for (let from = 0; from < events.length; from += eventsTogether) {
        if (await take(events.slice(from, from + eventsTogether))) return;
      }
      return;
    }
    for await (const event of events) {
      // It was asked for before reading stopped, and nobody reads outcomes any more.
      if (isStopped) return sink.refuse(event, "reading was stopped");
      if (await take([event])) return;
    }
  };
  const feed = async (): Promise<void> => {
    try {
      if (!isStopped) await read();
    } catch (error) {
      failure = { error };
    }
    sink.hurry();
    stop();
  };

  signal?.addEventListener("abort", stop);
  if (signal?.aborted) stop();
  void feed();
  try {
    for (;;) {
      await change.until(() => unread.length > 0 || (isStopped && settled === taken));
      if (unread.length === 0) break;
      const known = unread;
      unread = [];
      change.happened();
      for (const outcome of known) yield outcome;
    }
    if (failure) throw failure.error;
  } finally {
    stop();
  }
}
