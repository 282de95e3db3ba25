import type { Outcome } from "./outcome.ts";

/** The side of the client that a stream of events talks to. */
export interface EventSink<E> {
  readonly add: (event: E, resolve: (outcome: Outcome<E>) => void) => void;
  /** Accounts for an event that was read and won't be sent. */
  readonly refuse: (event: E, reason: string) => void;
  readonly hasRoom: () => boolean;
  readonly whenRoom: () => Promise<void>;
  readonly hurry: () => void;
  readonly nextTurn: () => Promise<void>;
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

/** One call of `send`: a loop that reads events, and an iterator that reads outcomes, each waiting for the other. */
class SendStream<E> implements AsyncIterableIterator<Outcome<E>> {
  readonly #sink: EventSink<E>;
  readonly #events: Iterable<E> | AsyncIterable<E>;
  #unread: Outcome<E>[] = [];
  #nextUnread = 0;
  #taken = 0;
  #settled = 0;
  #stopped = false;
  #feeding = false;
  readonly #signal: AbortSignal | undefined;
  #failure: { readonly error: unknown } | undefined;
  #readers: (() => void)[] = [];
  #wakeFeeder: () => void = () => {};

  constructor(sink: EventSink<E>, events: Iterable<E> | AsyncIterable<E>, signal: AbortSignal | undefined) {
    this.#sink = sink;
    this.#events = events;
    this.#signal = signal;
    signal?.addEventListener("abort", this.#stop);
    if (signal?.aborted) this.#stop();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  // Written out because an async generator takes three turns of the microtask queue for each outcome, and this one.
  async next(): Promise<IteratorResult<Outcome<E>, undefined>> {
    if (!this.#feeding) void this.#feed();
    for (;;) {
      const value = this.#unread[this.#nextUnread];
      if (value) {
        this.#nextUnread += 1;
        return { done: false, value };
      }
      this.#unread = [];
      this.#nextUnread = 0;
      this.#wakeFeeder();
      if (this.#stopped && this.#settled === this.#taken) break;
      await new Promise<void>((resolve) => this.#readers.push(resolve));
    }
    const failure = this.#failure;
    this.#failure = undefined;
    if (failure) throw failure.error;
    return { done: true, value: undefined };
  }

  return(): Promise<IteratorResult<Outcome<E>, undefined>> {
    this.#stop();
    return Promise.resolve({ done: true, value: undefined });
  }

  readonly #stop = (): void => {
    this.#stopped = true;
    this.#signal?.removeEventListener("abort", this.#stop);
    this.#wakeReader();
    this.#wakeFeeder();
  };

  #wakeReader(): void {
    for (const wake of this.#readers.splice(0)) wake();
  }

  readonly #settle = (outcome: Outcome<E>): void => {
    this.#settled += 1;
    this.#unread.push(outcome);
    this.#wakeReader();
  };

  async #feed(): Promise<void> {
    this.#feeding = true;
    const events = this.#events;
    try {
      if (this.#stopped) return;
      if (Symbol.asyncIterator in events) {
        for await (const event of events) {
          if (this.#take(event)) await this.#pace();
          if (this.#stopped) break;
        }
      } else {
        for (const event of events) {
          if (this.#take(event)) await this.#pace();
          if (this.#stopped) break;
        }
      }
    } catch (error) {
      this.#failure = { error };
    }
    this.#sink.hurry();
    this.#stop();
  }

  /** Takes an event, and returns whether the next one has to wait. */
  #take(event: E): boolean {
    // A source that was waiting for its next event when reading stopped: nobody reads outcomes any more.
    if (this.#stopped) {
      this.#sink.refuse(event, "the reading of events was stopped");
      return false;
    }
    this.#taken += 1;
    this.#sink.add(event, this.#settle);
    return this.#taken % eventsPerTurn === 0 || !this.#sink.hasRoom();
  }

  async #pace(): Promise<void> {
    await this.#sink.nextTurn();
    while (!this.#stopped && this.#unread.length >= maxUnread) {
      await new Promise<void>((resolve) => (this.#wakeFeeder = resolve));
    }
    while (!this.#stopped && !this.#sink.hasRoom()) await this.#sink.whenRoom();
  }
}

/**
 * Hands over events and yields one outcome for each, in the order they become known. Events are read only as fast as
 * they are delivered and their outcomes are taken. When the source throws, the outcomes of what it gave come first.
 */
export const sendAll = <E>(
  sink: EventSink<E>,
  events: Iterable<E> | AsyncIterable<E>,
  { signal }: SendOptions = {},
): AsyncIterable<Outcome<E>> => new SendStream(sink, events, signal);
