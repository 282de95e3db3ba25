import type { EventStore, StoredEvent } from "@email-events/store";
import type { Item } from "../reading/item.ts";
import type { Committer } from "./committer.ts";
import { createFreshQueue, type FreshEvents } from "./fresh-events.ts";
import { handleChunk, type Arrivals, type ChunkHandler, type Handled } from "./handle-chunk.ts";
import { toItem } from "./judge-payloads.ts";
import type { Room } from "./room.ts";
import type { RunStatus } from "./status.ts";
import { createWakeup } from "./wakeup.ts";

/** What stored events are delivered with. */
export interface BacklogParts {
  readonly store: Pick<EventStore, "pendingPage">;
  /** Returns the handler of a source, by the name that the store has. */
  readonly handlerOf: (source: string) => ChunkHandler;
  readonly committer: Committer;
  readonly room: Room;
  readonly status: RunStatus;
  /** Aborted when reading is to stop. */
  readonly signal: AbortSignal;
  readonly onFatal: (error: unknown) => void;
}

/** Delivers the events that are stored. */
export interface Backlog {
  /** Judges events of the webhook that are about to be stored, where they may be delivered without being read back. */
  readonly judge: (toItems: () => readonly Item[]) => FreshEvents["judged"] | undefined;
  /** Says that events of the webhook were stored, and what they were judged to be. */
  readonly stored: (numbers: readonly number[], judged: FreshEvents["judged"] | undefined) => void;
  /** Delivers until the run stops; resolves once what was read is settled, or abandoned. */
  readonly run: () => Promise<void>;
}

/** Events in a page. Each has a megabyte at most. */
const pageLimit = 250;

/** Returns events of the store as they came. */
export const toStoredArrivals = (events: readonly StoredEvent[]): Arrivals => ({
  items: events.map(({ payload }) => toItem(payload)),
  numbers: events.map(({ number }) => number),
  receivedAt: events[0]?.receivedAt ?? 0,
});

/** Groups events by their source, in their order. */
export const bySource = <E extends { readonly source: string }>(
  events: readonly E[],
): ReadonlyMap<string, readonly E[]> => {
  const groups = new Map<string, E[]>();
  for (const event of events) {
    const group = groups.get(event.source);
    if (group === undefined) groups.set(event.source, [event]);
    else group.push(event);
  }
  return groups;
};

/** The outcome of an event whose payload isn't what was stored; the store has set it aside. */
const damaged = {
  status: "invalid",
  issues: [{ pointer: "", code: "damaged", expected: "the bytes that were stored", received: "other bytes" }],
} as const;

/** The source that stores events before they are delivered. */
const webhook = "webhook";

const sizeOf = (item: Item): number => (item.kind === "whole" ? item.bytes.length : item.head.length);

/** Creates the delivery of what is stored, in pages, so that memory doesn't grow with it. */
export const createBacklog = (parts: BacklogParts): Backlog => {
  const { store, handlerOf, committer, room, status, signal } = parts;
  const wakeup = createWakeup();
  const inFlight = new Set<Promise<void>>();
  const fresh = createFreshQueue();
  /** The number behind which the next page begins. */
  let after = 0;
  let isCaughtUp = false;

  const settle = (handler: ChunkHandler, bytes: number, { change, outcomes, again, ids }: Handled): void =>
    committer.add(change, () => {
      status.settle(outcomes);
      handler.dedupe.leave(ids);
      room.leave(outcomes.length + again.length, bytes);
    });
  const handle = async (source: string, arrivals: Arrivals): Promise<void> => {
    const handler = handlerOf(source);
    const bytes = arrivals.items.reduce((sum, item) => sum + sizeOf(item), 0);
    room.enter(arrivals.items.length, bytes);
    const handled = await handleChunk(arrivals, handler);
    if (handled.outcomes.length > 0) settle(handler, bytes, handled);
  };
  const begin = (source: string, arrivals: Arrivals): void => {
    const handling: Promise<void> = handle(source, arrivals)
      .catch(parts.onFatal)
      .finally(() => inFlight.delete(handling));
    inFlight.add(handling);
  };
  /** Takes the next page; from an empty one on, all that is stored is in memory as well. */
  const takePage = (): void => {
    const page = store.pendingPage({ after, limit: pageLimit });
    status.settle(page.damaged.map(() => damaged));
    for (const [source, events] of bySource(page.events)) begin(source, toStoredArrivals(events));
    const last = Math.max(after, page.next ?? 0, page.events.at(-1)?.number ?? 0, ...page.damaged);
    isCaughtUp = last === after;
    after = last;
  };
  const takeFresh = ({ judged, numbers }: FreshEvents): void => {
    begin(webhook, { items: judged.map(({ item }) => item), judged, numbers, receivedAt: 0 });
    after = numbers.at(-1) ?? after;
  };
  const takeMore = async (): Promise<void> => {
    const events = fresh.take();
    if (events !== undefined) takeFresh(events);
    else if (isCaughtUp) await wakeup.wait();
    else takePage();
  };

  return {
    judge: (toItems) => (isCaughtUp && !fresh.isFull() ? handlerOf(webhook).judge(toItems()) : undefined),
    stored: (numbers, judged) => {
      isCaughtUp &&= judged !== undefined && fresh.add({ judged, numbers });
      wakeup.wake();
    },
    run: async () => {
      signal.addEventListener("abort", wakeup.wake);
      while (!signal.aborted) {
        await takeMore();
        await room.available();
        // Requests have a turn between pages.
        await new Promise<void>((resolve) => void setImmediate(resolve));
      }
      signal.removeEventListener("abort", wakeup.wake);
      await Promise.all(inFlight);
      await committer.idle();
    },
  };
};
