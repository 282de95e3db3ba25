import type { EventStore } from "@email-events/store";
import { pause, type Clock } from "../lifecycle/clock.ts";
import { createCommitter, type Committer } from "../state/committer.ts";
import { consumeQueue } from "../handling/consume-queue.ts";
import { createHandlers } from "../handling/create-handlers.ts";
import { createDedupe } from "../handling/dedupe.ts";
import type { Demand } from "../handling/demand.ts";
import type { ChunkHandler } from "../handling/handle-chunk.ts";
import type { MapperOptions } from "@email-events/diagnose/sources";
import { followState } from "./follow-state.ts";
import type { Queue } from "../queue/queue.ts";
import { createRoom, type Room } from "../handling/room.ts";
import { runSources, type OnSourceFailed } from "../receiving/run-sources.ts";
import type { Source } from "../receiving/source.ts";
import type { RunStatus } from "../lifecycle/status.ts";
import { createStateTrouble } from "../state/state-trouble.ts";
import { createStoreQueue } from "../state/store-queue.ts";

/** What the parts of a run share. */
export interface EngineParts {
  readonly store: EventStore;
  readonly clock: Clock;
  readonly status: RunStatus;
  readonly deliver: ChunkHandler["deliver"];
  readonly demand: Demand;
  readonly mapperOptions?: MapperOptions | undefined;
  /** Aborted when reading is to stop. */
  readonly signal: AbortSignal;
  /** Aborted when nothing is waited for any longer. */
  readonly abandon: AbortSignal;
  /** Called with what ends the whole run. */
  readonly onFatal: (error: unknown) => void;
}

/** What moves events from the sources through delivery into the state. */
export interface Engine extends EngineParts {
  readonly handlerOf: (source: string) => ChunkHandler;
  readonly createCommitter: () => Committer;
  /** Creates a room whose wait ends when reading stops. */
  readonly createRoom: () => Room;
  /** Keeps events that are to be delivered. */
  readonly queue: Queue;
  /**
   * Runs all sources and what is stored, until reading stops, and resolves once everything in flight is settled. A source that
   * was refused is run again from time to time, while others are read.
   */
  readonly run: (sources: readonly Source[], onSourceFailed: OnSourceFailed) => Promise<void>;
}

/** A source that was refused is run again after this time, as a refused write key is tried again. */
const refusedMs = 60_000;

/** The outcome of an event whose payload isn't what was stored; the store has set it aside. */
const damaged = {
  status: "invalid",
  issues: [{ pointer: "", code: "damaged", expected: "the bytes that were stored", received: "other bytes" }],
} as const;

/** Creates the engine of a run. */
export const createEngine = (parts: EngineParts): Engine => {
  const { store, clock, status, deliver, signal, abandon, onFatal } = parts;
  const dedupe = createDedupe(store.findSeen);
  const handlerOf = createHandlers({ mapperOptions: parts.mapperOptions, dedupe, deliver, print: status.note });
  const trouble = createStateTrouble(store, status);
  const createCommitterOf = (): Committer => createCommitter({ store, clock, trouble, signal: abandon, onFatal });
  const createStoppedRoom = (): Room => {
    const room = createRoom(parts.demand);
    signal.addEventListener("abort", room.giveUp);
    return room;
  };
  const committer = createCommitterOf();
  const queue = createStoreQueue({
    store,
    committer,
    clock,
    onDamaged: (count) => status.settle(Array.from({ length: count }, () => damaged)),
  });
  const room = createStoppedRoom();
  /** Delivers what is stored. What isn't settled at the end is left to the next run. */
  const consume = async (): Promise<void> => {
    await consumeQueue({
      queue,
      concurrency: Number.POSITIVE_INFINITY,
      handlerOf,
      room,
      observer: {
        onSettled: ({ outcomes, happenedAt }) => {
          status.settle(outcomes);
          status.happened(happenedAt, clock.now());
        },
      },
      signal,
      onFatal,
    });
    await committer.idle();
    await queue.close();
  };

  return {
    ...parts,
    handlerOf,
    createCommitter: createCommitterOf,
    createRoom: createStoppedRoom,
    queue,
    run: async (sources, onSourceFailed) => {
      const guard = (work: Promise<void>): Promise<void> => work.catch(onFatal);
      const follow = (): Promise<void> =>
        followState({ ...parts, handlerOf, committer, trouble, sources, room: createStoppedRoom() });
      const waitToRetry = async (): Promise<boolean> => {
        await pause(clock, refusedMs, signal);
        return !signal.aborted;
      };
      await Promise.all([runSources(sources, onSourceFailed, waitToRetry), guard(consume()), guard(follow())]);
    },
  };
};
