import type { EventOutcome } from "@email-events/core";
import type { ConsumedChunk, Queue } from "../queue/queue.ts";
import { isQueueError } from "../queue/queue-error.ts";
import type { Clock } from "../lifecycle/clock.ts";
import type { ChunkObserver } from "../handling/consume-queue.ts";
import { duplicate, type Handled } from "../handling/handle-chunk.ts";
import { isSetAside, type RunStatus } from "../lifecycle/status.ts";
import { createQueueWatch } from "../lifecycle/watch-queue.ts";
import { createRecentIds } from "./recent-ids.ts";

/** What an observer works with. */
export interface ObserverParts {
  readonly status: RunStatus;
  readonly clock: Clock;
  readonly queue: Pick<Queue, "status">;
  /** Aborted when no more chunks are to be taken. */
  readonly stop: AbortSignal;
  /** How many ids of events that were set aside are remembered. */
  readonly mostIds: number;
}

/**
 * Creates what finds the outcomes to count. An event that is to be set aside again, since the queue didn't keep it, is a
 * duplicate, as one that was delivered before.
 */
const createCount = (mostIds: number) => {
  const counted = createRecentIds(mostIds);
  return ({ outcomes, setAside }: Handled, { attempt }: ConsumedChunk): readonly EventOutcome[] => {
    const isKnown = setAside.map(({ id }) => attempt > 1 && counted.has(id));
    counted.add(setAside.map(({ id }) => id));
    let at = 0;
    return outcomes.map((outcome) => (isSetAside(outcome) && isKnown[at++] === true ? duplicate : outcome));
  };
};

/**
 * Counts what is taken, and its outcomes, each time that it comes: also those of a chunk that can't be settled, since a counter
 * that falls looks like a restart. The chunk may come to another process: the queue is asked whether it works again.
 */
export const createObserver = ({ status, clock, queue, stop, mostIds }: ObserverParts): ChunkObserver => {
  const watch = createQueueWatch({ queue, clock, stop, onReady: () => status.recovered("queue") });
  const count = createCount(mostIds);
  return {
    onTaken: ({ lines }) => status.receive(lines.length),
    onSettled: (handled, chunk) => {
      status.recovered("queue");
      status.settle(count(handled, chunk));
      status.happened(handled.happenedAt, clock.now());
    },
    onReturned: (error, handled, chunk) => {
      status.settle(count(handled, chunk));
      status.trouble("queue", error instanceof Error ? error.message : "a chunk can't be settled");
      if (isQueueError(error) && error.code === "unavailable") watch();
    },
  };
};
