import { pause } from "../clock.ts";
import { explain } from "../connection/explain.ts";
import type { ConsumeContext } from "./consume-context.ts";
import { ensureConsumer } from "./consumer-config.ts";

const firstPauseMs = 100;
const maxPauseMs = 1000;

/** Makes sure that the consumer is there, after a pause that grows with each check in a row. */
export interface ConsumerCheck {
  /** Whether the consumer may be missing: before the first check, and since `doubt`. */
  readonly isDue: () => boolean;
  /** The consumer may be missing. */
  readonly doubt: () => void;
  /** The broker works: the next check has no pause before it. */
  readonly resetPause: () => void;
  /**
   * Waits for the pause, and creates the consumer where it is missing. A transient failure is reported, and the check stays
   * due.
   *
   * @throws QueueError for all that doesn't pass
   */
  readonly run: () => Promise<void>;
}

/** Creates a check of the consumer of a queue. The signal ends its pauses. */
export const createConsumerCheck = (
  { connection, names, holdMs, onTrouble }: ConsumeContext,
  signal: AbortSignal,
): ConsumerCheck => {
  let isDue = true;
  let wasThere = false;
  let hasFailed = false;
  let pauseMs = 0;

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
    isDue = false;
  };
  return {
    isDue: () => isDue,
    doubt: () => {
      isDue = true;
    },
    resetPause: () => {
      pauseMs = 0;
    },
    run: async () => {
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
    },
  };
};
