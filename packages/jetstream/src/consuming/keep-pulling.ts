import { pause } from "../clock.ts";
import { explain } from "../connection/explain.ts";
import type { QueueError } from "../queue-error.ts";
import type { ConsumeContext } from "./consume-context.ts";
import { ensureConsumer } from "./consumer-config.ts";
import type { Signal } from "./signal.ts";
import type { Slots } from "./slots.ts";
import { type PullEnd, pullSubject, startPull } from "./start-pull.ts";

const firstPauseMs = 100;
const maxPauseMs = 1000;

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
  const { connection, names, holdMs, onTrouble } = context;
  const pulls = new Set<() => Promise<void>>();
  const endPulls = async (): Promise<void> => {
    await Promise.all(Array.from(pulls, (end) => end()));
  };
  // Before the first message, and after each failure, the consumer may be missing.
  let isUnsure = true;
  let wasThere = false;
  let pauseMs = 0;

  const pull = (count: number): void => {
    // `check` throws the reason why the connection is closed.
    if (connection.client.isClosed()) {
      isUnsure = true;
      return;
    }
    slots.ask(count);
    const end = startPull(connection, names, count, {
      onMessage: (message) => {
        pauseMs = 0;
        slots.add(message);
        changed.notify();
      },
      onEnd: (how: PullEnd, missing: number) => {
        pulls.delete(end);
        slots.miss(missing);
        if (how !== "done") isUnsure = true;
        changed.notify();
      },
    });
    pulls.add(end);
  };
  const check = async (): Promise<void> => {
    if (pauseMs > 0) await pause(connection.clock, pauseMs, signal);
    pauseMs = Math.min(maxPauseMs, Math.max(firstPauseMs, pauseMs * 2));
    const isNew = await ensureConsumer(connection, names, holdMs);
    if (isNew && wasThere) {
      onTrouble({
        kind: "consumer-created",
        message: `The consumer ${names.consumer} was deleted; it is created again.`,
      });
    }
    wasThere = true;
    isUnsure = false;
  };
  let hasFailed = false;
  const checkOrReport = async (): Promise<void> => {
    try {
      await check();
      if (hasFailed) onTrouble({ kind: "consume-resumed", message: "The consumer answers again." });
      hasFailed = false;
    } catch (error) {
      const known = explain(error);
      if (known.code !== "unavailable") throw known;
      if (!hasFailed) onTrouble({ kind: "consume-failed", message: known.message });
      hasFailed = true;
    }
  };
  const forget = connection.onChange(() => {
    // The client may now be connected to another broker, which doesn't know these pulls.
    void endPulls();
    pauseMs = 0;
    isUnsure = true;
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
      if (isUnsure) await checkOrReport();
      else if (free > 0) pull(free);
      else await changed.wait();
    }
  } finally {
    forget();
    forgetDenied();
    await endPulls();
  }
};
