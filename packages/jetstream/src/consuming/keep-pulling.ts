import type { QueueError } from "../queue-error.ts";
import type { ConsumeContext } from "./consume-context.ts";
import { createConsumerCheck } from "./consumer-check.ts";
import type { Signal } from "./signal.ts";
import type { Slots } from "./slots.ts";
import { type PullEnd, pullSubject, startPull } from "./start-pull.ts";

/** The loop that asks for messages, until its signal is aborted. */
export interface Pulling {
  readonly slots: Slots;
  /** Wakes this loop and what takes its messages. */
  readonly changed: Signal;
  readonly signal: AbortSignal;
}

/**
 * Asks for as many messages as there are free places, over changes of leaders, lost connections and a deleted consumer.
 *
 * @throws QueueError for all that doesn't pass: a stream that is gone or foreign, a missing permission, a closed connection
 */
export const keepPulling = async (context: ConsumeContext, { slots, changed, signal }: Pulling): Promise<void> => {
  const { connection, names } = context;
  const pulls = new Set<() => Promise<void>>();
  const endPulls = async (): Promise<void> => {
    await Promise.all(Array.from(pulls, (end) => end()));
  };
  const check = createConsumerCheck(context, signal);

  const pull = (count: number): void => {
    // The check throws the reason why the connection is closed.
    if (connection.client.isClosed()) return check.doubt();
    slots.ask(count);
    const end = startPull(connection, names, count, {
      onMessage: (message) => {
        check.resetPause();
        slots.add(message);
        changed.notify();
      },
      onEnd: (how: PullEnd, missing: number) => {
        pulls.delete(end);
        slots.miss(missing);
        if (how !== "done") check.doubt();
        changed.notify();
      },
    });
    pulls.add(end);
  };
  const forget = connection.onChange(() => {
    // The client may now be connected to another broker, which doesn't know these pulls.
    void endPulls();
    check.resetPause();
    check.doubt();
    changed.notify();
  });
  let denied: QueueError | undefined;
  const forgetDenied = connection.onDenied(pullSubject(names), (error) => {
    denied = error;
    changed.notify();
  });
  try {
    while (!signal.aborted) {
      if (denied !== undefined) throw denied;
      const free = slots.free();
      if (check.isDue()) await check.run();
      else if (free > 0) pull(free);
      else await changed.wait();
    }
  } finally {
    forget();
    forgetDenied();
    await endPulls();
  }
};
