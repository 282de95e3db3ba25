import type { DeliveryOutcome } from "@email-events/core";
import type { Destination } from "../destination/destination.ts";
import type { OutgoingEvent } from "../destination/outgoing-event.ts";
import { pause, type Clock } from "../lifecycle/clock.ts";
import type { Demand } from "../handling/demand.ts";
import { createDeliveryQueue, createGroup, type Group } from "./delivery-queue.ts";
import { createDeliverySession } from "./delivery-session.ts";
import type { RunStatus } from "../lifecycle/status.ts";

/** Delivers events without giving up. */
export interface EndlessDelivery {
  /**
   * Resolves to one outcome per event, in their order: `delivered` or `rejected`, however long that takes. An event is
   * `undelivered` only when the delivery ends before: it was abandoned, or the run was stopped while it was paused.
   */
  readonly deliver: (events: readonly OutgoingEvent[]) => Promise<readonly DeliveryOutcome[]>;
  readonly demand: Demand;
  /** Delivers what waits, and closes the destination. */
  readonly close: () => Promise<void>;
}

/** What a delivery works with. */
export interface DeliveryParts {
  /** Opens the destination, once more after it refused the write key. The signal aborts when the delivery ends. */
  readonly open: (signal: AbortSignal) => Promise<Destination>;
  readonly clock: Clock;
  /** 0 <= n < 1. */
  readonly random: () => number;
  readonly status: RunStatus;
  /** Aborted when the run is to end. What can be delivered still is; a delivery that is paused ends. */
  readonly stop: AbortSignal;
  /** Aborted when the run doesn't wait any longer. */
  readonly abandon: AbortSignal;
  /** Called with what must not happen; the delivery has ended then. */
  readonly onFatal: (error: unknown) => void;
}

/** A refused write key is tried again after this time. */
const refusedKeyMs = 60_000;
const firstPauseMs = 1_000;
const maxPauseMs = 60_000;

/** Returns how long to pause, after so many failures in a row: any time between half of a doubling limit and the limit. */
const pauseMs = (failures: number, random: number): number => {
  const limit = Math.min(maxPauseMs, firstPauseMs * 2 ** (failures - 1));
  return Math.round(limit / 2 + (random * limit) / 2);
};

/** More events are wanted while fewer than this wait, about one read. With more, the first leave the processor's caches. */
const wantedEvents = 100;

const noOutcome: DeliveryOutcome = { status: "undelivered", reason: "the delivery ended before" };

/**
 * Starts a delivery. When events come back undelivered, it pauses, tries a single one from time to time, and goes on
 * with all of them once that is accepted. The same events are sent again, with the same ids; those that come back again
 * and again in ever smaller chunks, until what is never accepted is alone.
 */
export const startEndlessDelivery = async (parts: DeliveryParts): Promise<EndlessDelivery> => {
  const { open, clock, random, status, stop, abandon, onFatal } = parts;
  const queue = createDeliveryQueue();
  const groups = new Set<Group>();
  const ending = new AbortController();
  const isEnding = (): boolean => ending.signal.aborted;
  let destination = await open(ending.signal);
  let isClosing = false;
  let failures = 0;
  let wakeSession = (): void => undefined;
  const watchers: (() => void)[] = [];
  const isWanted = (): boolean => queue.size() < wantedEvents;
  const onTaken = (): void => {
    if (isWanted()) for (const watcher of watchers) watcher();
  };

  const recover = (): void => {
    failures = 0;
    status.recovered("destination");
  };
  /** Opens the destination again. While that fails, such as with an empty file of the write key, that is why nothing is sent. */
  const reopen = async (): Promise<void> => {
    await destination.close();
    while (!isEnding()) {
      try {
        destination = await open(ending.signal);
        return;
      } catch (error) {
        status.paused(error instanceof Error ? error.message : "it can't be opened");
        await pause(clock, refusedKeyMs, ending.signal);
      }
    }
  };
  /** Ends a paused delivery when the run stops: an outage may outlast any grace, and the next run delivers the rest. */
  const endIfPaused = (): void => {
    if (!stop.aborted || failures === 0 || isEnding()) return;
    status.note("destination: paused when the run was stopped; its events are left to the next run");
    ending.abort();
  };
  const pauseAfter = async (reason: string): Promise<void> => {
    failures += 1;
    status.paused(reason);
    endIfPaused();
    const isRefused = destination.stopped() !== undefined;
    await pause(clock, isRefused ? refusedKeyMs : pauseMs(failures, random()), ending.signal);
    if (isRefused && !isEnding()) await reopen();
  };

  const resolveAll = (): void => {
    for (const group of groups) group.resolve();
  };
  const isDone = (): boolean => isEnding() || (isClosing && queue.isEmpty());
  const run = async (): Promise<void> => {
    while (!isDone()) {
      const session = createDeliverySession({
        queue,
        groups,
        isProbe: failures > 0,
        isClosing: () => isClosing || isEnding(),
        onTaken,
      });
      wakeSession = session.wake;
      const failure = await session.run(destination, recover);
      wakeSession = () => undefined;
      if (failure !== undefined && !isEnding()) await pauseAfter(failure);
    }
    resolveAll();
    await destination.close();
  };
  const wake = (): void => wakeSession();
  const end = (): void => ending.abort();
  ending.signal.addEventListener("abort", wake);
  stop.addEventListener("abort", endIfPaused);
  abandon.addEventListener("abort", end);
  if (abandon.aborted) end();
  const running = run().catch((error: unknown) => {
    // Otherwise, whoever waits for an outcome would wait forever, and the process would neither deliver nor end.
    end();
    resolveAll();
    onFatal(error);
  });

  return {
    deliver: async (events) => {
      const outcomes = events.map(() => noOutcome);
      if (isEnding()) return outcomes;
      return new Promise((resolve) => {
        const group = createGroup(events, outcomes, () => {
          groups.delete(group);
          resolve(outcomes);
        });
        groups.add(group);
        queue.add(group.entries);
        wake();
      });
    },
    demand: { isThere: isWanted, watch: (watcher) => void watchers.push(watcher) },
    close: async () => {
      isClosing = true;
      wake();
      await running;
      stop.removeEventListener("abort", endIfPaused);
      abandon.removeEventListener("abort", end);
    },
  };
};
