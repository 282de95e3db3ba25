import type { TrackCallLike } from "../calls.ts";
import { checkLimit } from "../queue/check-options.ts";
import type { CallOptions, CloseOptions, CloseReport, PipelinesClient } from "../client.ts";
import type { Outcome } from "../outcome.ts";
import type { SendOptions } from "../stream/send-stream.ts";
import { checkDurableOptions } from "./check-options.ts";
import { createOutcomeBuffer, type OutcomeBuffer } from "./outcome-buffer.ts";
import type { Store } from "./store.ts";

/** Options of a durable client. */
export interface DurableClientOptions<E> {
  readonly client: PipelinesClient<E>;
  readonly store: Store<E>;
  /** Returns the id of an event that has none. Default, and for an empty id: a random UUID, which is stored with the event. */
  readonly messageId?: ((event: E) => string) | undefined;
}

/** A client whose events survive the process. Outcomes have the event as it was stored, with its `messageId`. */
export interface DurableClient<E> {
  /**
   * Stores the event as it is now, then sends what was stored. If it can't be stored or `messageId` throws, the promise
   * rejects with that error, and the event isn't sent. An event that can't be serialized is `rejected` and isn't stored.
   * After `close`, an event is `undelivered` and isn't stored. If the store can't remove an event that was sent, the
   * promise rejects, too, and `recover` sends the event again.
   */
  track(event: E, options?: CallOptions): Promise<Outcome<E>>;
  /**
   * Sends the events that earlier processes left in the store, and yields their outcomes. Events that are `undelivered`
   * stay in the store for a later call or the next process. While one call is recovering, another yields nothing.
   * Leaving the loop early doesn't stop sending. Throws if the store can't be read, after the outcomes of what was
   * read.
   */
  recover(options?: SendOptions): AsyncIterable<Outcome<E>>;
  /** Closes the client and the store. Undelivered events stay in the store for the next `recover`. */
  close(options?: CloseOptions): Promise<CloseReport<E>>;
}

// How many stored events are in memory at a time. The next ones are read once these have outcomes.
const eventsAtOnce = 4_096;

const takeSome = <T>(iterator: Iterator<T>, count: number): readonly T[] => {
  const some: T[] = [];
  while (some.length < count) {
    const { done, value } = iterator.next();
    if (done) break;
    some.push(value);
  }
  return some;
};

/**
 * Copies an event as JSON has it, or returns undefined for what JSON can't have. The caller may change the event while it
 * is stored, and the store and the API must get the same.
 */
const copyOf = <E extends TrackCallLike>(event: E): E | undefined => {
  try {
    const copy: E | null = JSON.parse(JSON.stringify(event));
    return typeof copy === "object" && copy !== null ? copy : undefined;
  } catch {
    return undefined;
  }
};

/**
 * Creates a client with a store: an event is stored before it is sent, and removed when it is delivered or rejected.
 *
 * @throws ConfigError for an invalid option.
 */
export const createDurableClient = <E extends TrackCallLike>(given: DurableClientOptions<E>): DurableClient<E> => {
  checkDurableOptions(given);
  const { client, store } = given;
  const messageId = given.messageId ?? (() => crypto.randomUUID());
  const settle = (number: number, outcome: Outcome<E>): Outcome<E> => {
    if (outcome.status !== "undelivered") store.ack(number);
    return outcome;
  };
  let recovering: OutcomeBuffer<Outcome<E>> | undefined;
  let isClosed = false;
  // `close` waits for these before it closes the client, so no event is stored and then refused.
  const handingOver = new Set<Promise<unknown>>();
  // `close` waits for these before it closes the store, so each outcome is recorded there.
  const settling = new Set<Promise<unknown>>();
  const during = async <T>(working: Set<Promise<unknown>>, work: Promise<T>): Promise<T> => {
    working.add(work);
    try {
      return await work;
    } finally {
      working.delete(work);
    }
  };

  const handOver = async (
    event: E,
    options?: CallOptions,
  ): Promise<{ readonly number: number; readonly sent: Promise<Outcome<E>> }> => {
    const number = await store.append(event);
    return { number, sent: client.track(event, options) };
  };
  const track = async (event: E, options?: CallOptions): Promise<Outcome<E>> => {
    const copy = copyOf(event);
    // The client's outcome says why the event can't be serialized.
    if (copy === undefined) return client.track(event, options);
    const named = copy.messageId ? copy : { ...copy, messageId: messageId(copy) || crypto.randomUUID() };
    const { number, sent } = await during(handingOver, handOver(named, options));
    return settle(number, await sent);
  };

  /** Sends what the store has, and adds the outcomes to a buffer. */
  const sendStored = async (outcomes: OutcomeBuffer<Outcome<E>>, options?: SendOptions): Promise<void> => {
    try {
      const left = store.replay()[Symbol.iterator]();
      for (;;) {
        // What isn't sent yet stays in the store for the next process.
        if (isClosed || options?.signal?.aborted) break;
        const numbers = new Map(takeSome(left, eventsAtOnce).map(({ number, event }) => [event, number]));
        if (numbers.size === 0) break;
        for await (const outcome of client.send([...numbers.keys()], options)) {
          settle(numbers.get(outcome.event) ?? 0, outcome);
          const room = outcomes.add(outcome);
          if (room) await room;
        }
      }
    } finally {
      recovering = undefined;
      outcomes.end();
    }
  };

  return {
    async track(event, options) {
      if (!isClosed) return during(settling, track(event, options));
      await Promise.allSettled(handingOver);
      return client.track(event, options);
    },
    async *recover(options) {
      // Only one call recovers at a time.
      if (recovering !== undefined) return;
      const outcomes = createOutcomeBuffer<Outcome<E>>();
      recovering = outcomes;
      // Continues after the caller has left the loop, because delivered events must be removed from the store.
      const sent = during(settling, sendStored(outcomes, options));
      // A caller that left the loop never awaits `sent`: without a handler, its rejection would be unhandled.
      sent.catch(() => {});
      yield* outcomes.read();
      await sent;
    },
    async close(options) {
      // Before anything is closed, as the client does.
      checkLimit("timeoutMs", options?.timeoutMs ?? 0, true);
      isClosed = true;
      recovering?.release();
      await Promise.allSettled(handingOver);
      const report = await client.close(options);
      await Promise.allSettled(settling);
      await store.close();
      return report;
    },
  };
};
