import type { ConsumedChunk, Queue, Settlement } from "../queue/queue.ts";
import type { Clock } from "../lifecycle/clock.ts";
import { sourceNames } from "../lifecycle/settings.ts";

/** What is done with the chunks that are out. */
export interface KeepParts {
  readonly queue: Pick<Queue, "consume" | "holdMs">;
  readonly clock: Clock;
  /** Called with the ids of delivered events, also where the chunk can't be settled. */
  readonly onDelivered: (ids: readonly string[]) => void;
}

/** How many times per `holdMs` the queue is told that a chunk is still in progress. */
const wordsPerHold = 3;

/** Calls back every `ms` milliseconds. Returns a function that ends it. */
const repeat = (clock: Clock, ms: number, callback: () => void): (() => void) => {
  let cancel = (): void => undefined;
  const next = (): void => {
    cancel = clock.after(ms, () => {
      callback();
      next();
    });
  };
  next();
  return () => cancel();
};

const isKnown = (source: string): boolean => sourceNames.some((name) => name === source);

/** Says what is wrong with a chunk of a source that this program doesn't have. */
const findProblem = ({ source, problem }: ConsumedChunk): string | undefined =>
  problem ?? (isKnown(source) ? undefined : `a source other than ${sourceNames.join(", ")}`);

/**
 * Wraps `queue.consume` so that each chunk stays with this process until it is settled or released, however long that
 * takes.
 */
export const keepChunks = ({ queue, clock, onDelivered }: KeepParts): Pick<Queue, "consume"> => {
  const keep = (chunk: ConsumedChunk): ConsumedChunk => {
    const problem = findProblem(chunk);
    const end = Number.isFinite(queue.holdMs)
      ? repeat(clock, queue.holdMs / wordsPerHold, () => chunk.working())
      : (): void => undefined;
    return {
      ...chunk,
      ...(problem !== undefined && { problem }),
      ack: async (settlement: Settlement = {}) => {
        onDelivered(settlement.remember ?? []);
        try {
          await chunk.ack(settlement);
        } finally {
          end();
        }
      },
      release: (delayMs) => {
        end();
        chunk.release(delayMs);
      },
    };
  };
  async function* consume(options: Parameters<Queue["consume"]>[0]): AsyncGenerator<ConsumedChunk, void, undefined> {
    for await (const chunk of queue.consume(options)) yield keep(chunk);
  }
  return { consume };
};
