import type { Outcome } from "./outcome.ts";

/** The side of the client that a stream of events talks to. */
export interface Intake<E> {
  add(event: E, resolve: (outcome: Outcome<E>) => void): void;
  /** Accounts for an event that was read and won't be sent. */
  refuse(event: E, reason: string): void;
  hasRoom(): boolean;
  whenRoom(): Promise<void>;
  hurry(): void;
  nextTurn(): Promise<void>;
}

/** What a call of `send` may be given. */
export interface SendOptions {
  /** Stops the reading of events when aborted; those that were read keep their outcomes. */
  readonly signal?: AbortSignal;
}

// Outcomes that nobody has asked for yet: beyond this, no more events are read.
const maxUnread = 4_096;
// How many events are read before sockets get a turn: about a millisecond's worth.
const eventsPerTurn = 256;

/** What passes between the reading of events and the reading of outcomes. */
class Exchange<E> {
  readonly unread: Outcome<E>[] = [];
  taken = 0;
  settled = 0;
  stopped = false;
  failure: { readonly error: unknown } | undefined;
  #wakeReader: () => void = () => {};
  #wakeFeeder: () => void = () => {};

  readonly settle = (outcome: Outcome<E>): void => {
    this.settled += 1;
    this.unread.push(outcome);
    this.#wakeReader();
  };

  readonly stop = (): void => {
    this.stopped = true;
    this.#wakeReader();
    this.#wakeFeeder();
  };

  get finished(): boolean {
    return this.stopped && this.settled === this.taken;
  }

  /** Takes all outcomes that wait to be read. */
  drain(): Outcome<E>[] {
    this.#wakeFeeder();
    return this.unread.splice(0);
  }

  settling(): Promise<void> {
    return new Promise((resolve) => {
      this.#wakeReader = resolve;
    });
  }

  draining(): Promise<void> {
    return new Promise((resolve) => {
      this.#wakeFeeder = resolve;
    });
  }
}

const feed = async <E>(
  intake: Intake<E>,
  events: Iterable<E> | AsyncIterable<E>,
  exchange: Exchange<E>,
): Promise<void> => {
  try {
    if (exchange.stopped) return;
    for await (const event of events) {
      // A source that was waiting for its next event when reading stopped: nobody reads outcomes any more.
      if (exchange.stopped) {
        intake.refuse(event, "the reading of events was stopped");
        break;
      }
      exchange.taken += 1;
      intake.add(event, exchange.settle);
      while (!exchange.stopped && exchange.unread.length >= maxUnread) await exchange.draining();
      while (!exchange.stopped && !intake.hasRoom()) await intake.whenRoom();
      if (exchange.taken % eventsPerTurn === 0) await intake.nextTurn();
      if (exchange.stopped) break;
    }
  } catch (error) {
    exchange.failure = { error };
  }
  intake.hurry();
  exchange.stop();
};

/**
 * Hands over events and yields one outcome for each, in the order they become known. Events are read only as fast as
 * they are delivered and their outcomes are taken. When the source throws, the outcomes of what it gave come first.
 */
export async function* sendAll<E>(
  intake: Intake<E>,
  events: Iterable<E> | AsyncIterable<E>,
  { signal }: SendOptions = {},
): AsyncGenerator<Outcome<E>, void, undefined> {
  const exchange = new Exchange<E>();
  signal?.addEventListener("abort", exchange.stop, { once: true });
  if (signal?.aborted) exchange.stop();
  void feed(intake, events, exchange);
  try {
    while (!exchange.finished || exchange.unread.length > 0) {
      if (exchange.unread.length === 0) await exchange.settling();
      for (const outcome of exchange.drain()) yield outcome;
    }
  } finally {
    signal?.removeEventListener("abort", exchange.stop);
    exchange.stop();
  }
  if (exchange.failure) throw exchange.failure.error;
}
