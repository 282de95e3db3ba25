import type { TrackCallLike } from "../calls.ts";
import { createCondition } from "../queue/condition.ts";
import type { CallOptions, CloseOptions, CloseReport, PipelinesClient } from "../client.ts";
import type { Outcome } from "../outcome.ts";
import type { SendOptions } from "../stream/send-stream.ts";
import type { Store } from "./store.ts";

/** Options of a durable client. */
export interface DurableClientOptions<E> {
  readonly client: PipelinesClient<E>;
  readonly store: Store<E>;
  /** Returns the id of an event that has none. Default: a random UUID, which is stored with the event. */
  readonly messageId?: (event: E) => string;
}

/** A client whose events survive the process. Outcomes have the event as it was stored, with its `messageId`. */
export interface DurableClient<E> {
  /**
   * Stores the event, then sends it. Rejects only if the store does; then the event wasn't sent. An event that can't be
   * serialized isn't stored, and is `rejected`.
   */
  track(event: E, options?: CallOptions): Promise<Outcome<E>>;
  /**
   * Sends the events that earlier processes left in the store, and yields their outcomes. The next process sends those
   * that are `undelivered` in this one. Concurrent calls share the events. Leaving the loop early doesn't stop sending.
   */
  recover(options?: SendOptions): AsyncIterable<Outcome<E>>;
  /** Closes the client and the store. Undelivered events stay in the store for the next `recover`. */
  close(options?: CloseOptions): Promise<CloseReport<E>>;
}

/** Whether a value can be serialized as JSON, and so stored. */
const canBeWritten = (event: object): boolean => {
  try {
    return JSON.stringify(event) !== undefined;
  } catch {
    return false;
  }
};

/** Creates a client with a store: an event is on disk before it is sent, and stays there until it has an outcome. */
export const createDurableClient = <E extends TrackCallLike>({
  client,
  store,
  messageId = () => crypto.randomUUID(),
}: DurableClientOptions<E>): DurableClient<E> => {
  const settle = (number: number, outcome: Outcome<E>): Outcome<E> => {
    if (outcome.status !== "undelivered") store.ack(number);
    return outcome;
  };
  /** The stored events that are being sent again. */
  const recovering = new Set<number>();
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
    const named: E = event.messageId === undefined ? { ...event, messageId: messageId(event) } : event;
    const number = await store.append(named);
    return { number, sent: client.track(named, options) };
  };
  const track = async (event: E, options?: CallOptions): Promise<Outcome<E>> => {
    try {
      const { number, sent } = await during(handingOver, handOver(event, options));
      return settle(number, await sent);
    } catch (error) {
      if (canBeWritten(event)) throw error;
      // The client returns the reason.
      return client.track(event, options);
    }
  };

  return {
    async track(event, options) {
      if (!isClosed) return during(settling, track(event, options));
      await Promise.allSettled(handingOver);
      return client.track(event, options);
    },
    async *recover(options) {
      const stored = store.replay().filter(({ number }) => !recovering.has(number));
      const numbers = new Map(stored.map(({ number, event }) => [event, number]));
      const outcomes: Outcome<E>[] = [];
      const condition = createCondition();
      let isOver = false;
      // It continues when the outcomes aren't read any more, because delivered events must be removed from the store.
      const send = async (): Promise<void> => {
        for (const number of numbers.values()) recovering.add(number);
        try {
          for await (const outcome of client.send([...numbers.keys()], options)) {
            outcomes.push(settle(numbers.get(outcome.event) ?? 0, outcome));
            condition.notify();
          }
        } finally {
          for (const number of numbers.values()) recovering.delete(number);
          isOver = true;
          condition.notify();
        }
      };
      const sent = during(settling, send());
      for (let next = 0; ; next += 1) {
        await condition.until(() => isOver || next < outcomes.length);
        const outcome = outcomes[next];
        if (!outcome) break;
        yield outcome;
      }
      await sent;
    },
    async close(options) {
      isClosed = true;
      await Promise.allSettled(handingOver);
      const report = await client.close(options);
      await Promise.allSettled(settling);
      await store.close();
      return report;
    },
  };
};
