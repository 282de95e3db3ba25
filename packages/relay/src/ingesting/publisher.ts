import type { Queue } from "../queue/queue.ts";
import type { Clock } from "../lifecycle/clock.ts";
import type { RunStatus } from "../lifecycle/status.ts";
import type { SourceName } from "../lifecycle/settings.ts";
import { limitsOf } from "./batch-limits.ts";
import { createBatcher, type Batch, type Batcher } from "./batcher.ts";
import { describeBatch } from "./describe-batch.ts";

/** What the lines of a partition are published with. */
export interface PublisherParts<Result> {
  readonly queue: Pick<Queue, "publish" | "maxLineBytes">;
  readonly source: SourceName;
  readonly partition: number;
  readonly clock: Clock;
  readonly status: Pick<RunStatus, "happened">;
  /** Publishes a batch once or more often. */
  readonly attempt: (work: () => Promise<void>) => Promise<Result>;
}

/** Creates what publishes the lines of a partition in batches. */
export const createPublisher = <Result>(parts: PublisherParts<Result>): Batcher<Result> => {
  const { queue, source, partition, clock, status, attempt } = parts;
  const limits = limitsOf(queue, source === "webhook" ? "webhook" : "stream");
  return createBatcher(limits, clock, (batch: Batch) => {
    const { id, happenedAt } = describeBatch(partition, batch);
    return attempt(async () => {
      await queue.publish({ source, partition, id, ...batch });
      status.happened(happenedAt, clock.now());
    });
  });
};
