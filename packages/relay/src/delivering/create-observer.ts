import type { Queue } from "../queue/queue.ts";
import { isQueueError } from "../queue/queue-error.ts";
import type { Clock } from "../lifecycle/clock.ts";
import type { ChunkObserver } from "../handling/consume-queue.ts";
import type { RunStatus } from "../lifecycle/status.ts";
import { createQueueWatch } from "../lifecycle/watch-queue.ts";

/** What an observer works with. */
export interface ObserverParts {
  readonly status: RunStatus;
  readonly clock: Clock;
  readonly queue: Pick<Queue, "status">;
  /** Aborted when no more chunks are to be taken. */
  readonly stop: AbortSignal;
}

/**
 * Counts what is taken, and its outcomes, each time that it comes: also those of a chunk that can't be settled, since a counter
 * that falls looks like a restart. The chunk may come to another process: the queue is asked whether it works again.
 */
export const createObserver = ({ status, clock, queue, stop }: ObserverParts): ChunkObserver => {
  const watch = createQueueWatch({ queue, clock, stop, onReady: () => status.recovered("queue") });
  return {
    onTaken: ({ lines }) => status.receive(lines.length),
    onSettled: (outcomes, happenedAt) => {
      status.recovered("queue");
      status.settle(outcomes);
      status.happened(happenedAt, clock.now());
    },
    onReturned: (error, outcomes) => {
      status.settle(outcomes);
      status.trouble("queue", error instanceof Error ? error.message : "a chunk can't be settled");
      if (isQueueError(error) && error.code === "unavailable") watch();
    },
  };
};
