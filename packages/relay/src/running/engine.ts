import type { EventStore } from "@email-events/store";
import { createBacklog, type Backlog } from "./backlog.ts";
import { pause, type Clock } from "./clock.ts";
import { createCommitter, type Committer } from "./committer.ts";
import { createDedupe } from "./dedupe.ts";
import type { Demand } from "./demand.ts";
import type { ChunkHandler } from "./handle-chunk.ts";
import type { MapperOptions } from "@email-events/diagnose/sources";
import { createPayloadJudge } from "./judge-payloads.ts";
import { tryAgain } from "./retried.ts";
import { createRoom, type Room } from "./room.ts";
import { sourceNames, type SourceName } from "./settings.ts";
import type { Source } from "./source.ts";
import type { RunStatus } from "./status.ts";

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
  readonly handlerOf: (source: SourceName) => ChunkHandler;
  readonly createCommitter: () => Committer;
  /** Creates a room whose wait ends when reading stops. */
  readonly createRoom: () => Room;
  /** Stores events that are delivered from the store, and what becomes of them. */
  readonly committer: Committer;
  readonly backlog: Pick<Backlog, "judge" | "stored">;
  /**
   * Runs all sources and what is stored, until reading stops, and resolves once everything in flight is settled.
   *
   * @param onSourceEnded - Called when a source fails; `isLast` when no other one is left.
   */
  readonly run: (
    sources: readonly Source[],
    onSourceEnded: (name: SourceName, error: unknown, isLast: boolean) => void,
  ) => Promise<void>;
}

/** How often the state is asked what operators changed. */
const pollMs = 1_000;

const toSourceName = (source: string): SourceName => sourceNames.find((name) => name === source) ?? "webhook";

/** Runs the sources; one that fails doesn't stop the others. */
const runSources = async (
  sources: readonly Source[],
  onEnded: (name: SourceName, error: unknown, isLast: boolean) => void,
): Promise<void> => {
  let left = sources.length;
  await Promise.all(
    sources.map(async (source) => {
      try {
        await source.run();
      } catch (error) {
        left -= 1;
        onEnded(source.name, error, left === 0);
      }
    }),
  );
};

/** Creates the engine of a run. */
export const createEngine = (parts: EngineParts): Engine => {
  const { store, clock, status, deliver, signal, abandon, onFatal } = parts;
  const dedupe = createDedupe(store.hasSeen);
  const handlers = new Map<SourceName, ChunkHandler>(
    sourceNames.map((source) => [
      source,
      { source, judge: createPayloadJudge(source, parts.mapperOptions), dedupe, deliver },
    ]),
  );
  const handlerOf = (source: SourceName): ChunkHandler => {
    const handler = handlers.get(source);
    if (handler === undefined) throw new Error("Every source has a handler.");
    return handler;
  };
  const createCommitterOf = (): Committer => createCommitter({ store, clock, status, signal: abandon, onFatal });
  const createStoppedRoom = (): Room => {
    const room = createRoom(parts.demand);
    signal.addEventListener("abort", room.giveUp);
    return room;
  };
  const stored = {
    store,
    handlerOf: (source: string) => handlerOf(toSourceName(source)),
    committer: createCommitterOf(),
    status,
    signal,
    onFatal,
  };
  const backlog = createBacklog({ ...stored, room: createStoppedRoom() });

  /** Does what operators ask for. */
  const follow = async (sources: readonly Source[]): Promise<void> => {
    let retries = store.stats().retries;
    let trying: Promise<void> | undefined;
    let isTried = false;
    while (!signal.aborted) {
      if (retries > 0) {
        trying ??= tryAgain({ ...stored, abandon })
          .catch(onFatal)
          .finally(() => {
            trying = undefined;
            isTried = true;
          });
      }
      await pause(clock, pollMs, signal);
      const changes = store.readChanges();
      // More may have been marked while these were tried.
      retries = changes?.retries ?? (isTried ? store.stats().retries : 0);
      isTried = false;
      for (const source of sources) if (changes?.offsets.includes(source.name) === true) source.reread();
    }
    await trying;
  };

  return {
    ...parts,
    handlerOf,
    createCommitter: createCommitterOf,
    createRoom: createStoppedRoom,
    committer: stored.committer,
    backlog,
    run: async (sources, onSourceEnded) => {
      const guard = (work: Promise<void>): Promise<void> => work.catch(onFatal);
      await Promise.all([runSources(sources, onSourceEnded), guard(backlog.run()), guard(follow(sources))]);
    },
  };
};
