import { startOps, type OpsServer } from "../ops/start-ops.ts";
import type { Queue } from "../queue/queue.ts";
import { pause, systemClock, type Clock } from "../lifecycle/clock.ts";
import { consumeQueue } from "../handling/consume-queue.ts";
import type { Dedupe } from "../handling/dedupe.ts";
import { createDestinationOpener } from "../retrying/destination-opener.ts";
import { startEndlessDelivery, type EndlessDelivery } from "../retrying/endless-delivery.ts";
import { createHandlers } from "../handling/create-handlers.ts";
import { openQueueOf, tellWarnings, type QueueSurroundings } from "../lifecycle/open-queue.ts";
import { toRunError } from "../lifecycle/queue-run-error.ts";
import { takeQueueSnapshot } from "../lifecycle/queue-snapshot.ts";
import { createRoom } from "../handling/room.ts";
import { RunError } from "../run-error.ts";
import type { RunResult } from "../lifecycle/run-result.ts";
import type { RunStatus } from "../lifecycle/status.ts";
import { supervise } from "../lifecycle/supervise.ts";
import { createObserver } from "./create-observer.ts";
import { keepChunks } from "./keep-chunks.ts";
import { createRecentIds, type RecentIds } from "./recent-ids.ts";
import type { DeliverSettings } from "./settings.ts";

/** How long to wait, after the grace period, until the queue has confirmed what is settled; and until it is closed. */
const lastWordsMs = 5_000;

/**
 * Recognizes events that were delivered. Events in flight don't count as duplicates: if a chunk is handed out again while
 * it is in flight, settling the second one as duplicates would remove the chunk from the queue before its events are
 * delivered.
 */
const dedupeBy = (recent: RecentIds): Dedupe => ({
  enter: (ids) => new Set([...ids.keys()].filter((at) => recent.has(ids[at] ?? ""))),
  leave: () => undefined,
});

interface Consuming {
  readonly settings: DeliverSettings;
  readonly queue: Queue;
  readonly delivery: EndlessDelivery;
  readonly status: RunStatus;
  readonly clock: Clock;
  readonly stop: AbortSignal;
  readonly onFatal: (error: unknown) => void;
}

/** Delivers the chunks of the queue until it is stopped; resolves once each that was taken is settled or given back. */
const consumeAll = async ({ settings, queue, delivery, status, clock, stop, onFatal }: Consuming): Promise<void> => {
  const { dedupe: mostIds, mapperOptions, concurrency } = settings;
  const recent = createRecentIds(mostIds);
  const handlerOf = createHandlers({
    mapperOptions,
    dedupe: dedupeBy(recent),
    deliver: delivery.deliver,
    print: status.note,
  });
  const room = createRoom(delivery.demand);
  stop.addEventListener("abort", room.giveUp);
  if (stop.aborted) room.giveUp();
  await consumeQueue({
    queue: keepChunks({ queue, clock, onDelivered: recent.add }),
    concurrency,
    handlerOf,
    room,
    observer: createObserver({ status, clock, queue, stop, mostIds }),
    signal: stop,
    onFatal,
  });
};

/** Closes the queue; one that doesn't answer is left. */
const closeQueue = async (queue: Queue, clock: Clock): Promise<void> => {
  const closed = new AbortController();
  const closing = queue.close().finally(() => closed.abort());
  await Promise.race([closing, pause(clock, lastWordsMs, closed.signal)]);
};

const late = (): RunError =>
  new RunError(
    "graceExceeded",
    "The process was stopped before everything in flight was settled; nothing is lost: the rest is redelivered to this or another process.",
  );

/**
 * Delivers the events of a queue until it is interrupted. Several processes may share a queue.
 *
 * @throws CommandError for settings that can't work; RunError when the queue can't be opened.
 */
export const deliver = async (settings: DeliverSettings, surroundings: QueueSurroundings): Promise<RunResult> => {
  const { status, clock = systemClock, random = Math.random } = surroundings;
  const [stopping, abandoning] = [new AbortController(), new AbortController()];
  const [stop, abandon] = [stopping.signal, abandoning.signal];
  const queue = await openQueueOf(settings, surroundings);
  if (queue === undefined) return { report: status.report(), unrecognizedNames: status.unrecognizedNames() };
  let ops: OpsServer | undefined;
  try {
    ops = settings.ops && (await startOps(settings.ops, () => takeQueueSnapshot(status, queue, clock)));
    if (ops !== undefined) status.note(`Health and metrics are at ${ops.url}.`);
    await tellWarnings(queue, status);
    const open = createDestinationOpener(settings, surroundings);
    const supervisor = supervise({ ...surroundings, clock, graceMs: settings.graceMs, stopping, abandoning });
    const onFatal = (error: unknown): void => supervisor.fail(toRunError(error));
    const abandoned = new Promise<void>((resolve) => {
      const wait = (): void => void pause(clock, lastWordsMs).then(resolve);
      abandon.addEventListener("abort", wait);
      if (abandon.aborted) wait();
    });
    try {
      const delivery = await startEndlessDelivery({ open, clock, random, status, stop, abandon, onFatal });
      try {
        await Promise.race([consumeAll({ settings, queue, delivery, status, clock, stop, onFatal }), abandoned]);
      } catch (error) {
        onFatal(error);
      }
      await delivery.close();
    } finally {
      supervisor.end();
    }
    const failure = supervisor.failure() ?? (supervisor.isLate() ? late() : undefined);
    return {
      report: status.report(),
      unrecognizedNames: status.unrecognizedNames(),
      ...(failure !== undefined && { failure }),
    };
  } finally {
    await ops?.close();
    await closeQueue(queue, clock);
  }
};
