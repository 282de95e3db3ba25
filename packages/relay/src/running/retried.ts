import type { EventStore, SetAsideEvent } from "@email-events/store";
import type { Committer } from "../state/committer.ts";
import { handleChunk, type ChunkHandler, type Handled } from "../handling/handle-chunk.ts";
import type { Item } from "../reading/item.ts";
import { toBuffer, toItem } from "../handling/judge-payloads.ts";
import type { Room } from "../handling/room.ts";
import { createTasks } from "../handling/tasks.ts";
import type { RunStatus } from "../lifecycle/status.ts";
import type { JoinedChange } from "../state/merge-changes.ts";
import { setStoredAside } from "../state/stored-rejects.ts";

/** What events are tried again with. */
export interface RetriedParts {
  readonly store: Pick<EventStore, "retryPage">;
  readonly handlerOf: (source: string) => ChunkHandler;
  readonly committer: Committer;
  readonly status: RunStatus;
  /** Bounds how many are in flight. */
  readonly room: Room;
  /** Aborted when no more pages are to be begun. */
  readonly signal: AbortSignal;
  /** Called with what must not happen. */
  readonly onFatal: (error: unknown) => void;
}

/** Retries of the events that operators mark. */
export interface Retries {
  /**
   * Begins to retry all events that are marked by now, apart from those in flight: one that is never accepted doesn't hold up
   * those that are marked later.
   */
  readonly begin: () => void;
  /** Resolves once none is in flight. */
  readonly ended: () => Promise<void>;
}

const pageLimit = 100;

/**
 * Returns the item of an event. Of one that was too large only the beginning is stored: it stays what it was, since parsed
 * it would look cut off.
 */
const toRetriedItem = ({ payload, issues }: SetAsideEvent): Item => {
  const tooLarge = issues.find(({ code, pointer }) => code === "too_large" && pointer === "");
  if (tooLarge === undefined) return toItem(payload);
  return { kind: "too-large", line: 0, sizeBytes: Number.parseInt(tooLarge.received, 10), head: toBuffer(payload) };
};

/** Returns the change that settles an event that was tried again, or sets it aside once more. */
const toChange = ({ number }: SetAsideEvent, { setAside, remember }: Handled): JoinedChange => ({
  settle: setAside.length === 0 ? [number] : [],
  setAside: setAside.map((reject) => setStoredAside(reject, number)),
  rememberUnseen: remember,
});

/**
 * Creates what retries the events that operators mark: each is judged again, and settled or set aside once more. Each is a
 * chunk of its own, so that one that is never accepted doesn't keep others from being settled.
 */
export const createRetries = (parts: RetriedParts): Retries => {
  const { store, handlerOf, committer, status, room, signal, onFatal } = parts;
  const tasks = createTasks(onFatal);
  /** The numbers of those in flight, which stay marked until their outcome is stored. */
  const inFlight = new Set<number>();
  let isDue = false;
  let isReading = false;

  /** Stores what has settled until the run is abandoned; if it can't be stored, the next run tries it again. */
  const keep = (event: SetAsideEvent, handled: Handled, handler: ChunkHandler): Promise<void> =>
    new Promise((resolve) => {
      const onStored = (): void => {
        status.settle(handled.outcomes);
        handler.dedupe.leave(handled.ids);
        resolve();
      };
      committer.add(toChange(event, handled), onStored, () => resolve());
    });
  const handle = async (event: SetAsideEvent): Promise<void> => {
    const { number, payload, source } = event;
    const handler = handlerOf(source);
    inFlight.add(number);
    room.enter(1, payload.length);
    status.receiveAgain(1);
    const handled = await handleChunk([toRetriedItem(event)], handler);
    if (handled.outcomes.length > 0) await keep(event, handled, handler);
    room.leave(1, payload.length);
    inFlight.delete(number);
  };
  const readMarked = async (): Promise<void> => {
    let after: number | undefined = 0;
    while (after !== undefined && !signal.aborted) {
      const page = store.retryPage({ after, limit: pageLimit });
      for (const event of page.events) if (!inFlight.has(event.number)) tasks.begin(handle(event));
      after = page.next;
      await room.available();
    }
  };
  const read = async (): Promise<void> => {
    isReading = true;
    while (isDue && !signal.aborted) {
      // More may be marked while these are read.
      isDue = false;
      await readMarked();
    }
    isReading = false;
  };
  return {
    begin: () => {
      isDue = true;
      if (!isReading) tasks.begin(read());
    },
    ended: tasks.ended,
  };
};
