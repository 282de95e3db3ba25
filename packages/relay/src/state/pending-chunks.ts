import type { EventStore, StoredEvent } from "@email-events/store";
import { createFreshChunks, type StoredChunk } from "./fresh-chunks.ts";

/** Groups stored events by their source, in their order. */
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

const toChunk = (source: string, events: readonly StoredEvent[]): StoredChunk => ({
  source,
  lines: events.map(({ payload }) => payload),
  numbers: events.map(({ number }) => number),
  receivedAt: events[0]?.receivedAt ?? 0,
  attempts: 0,
});

/** Events in a page. Each has a megabyte at most. */
const pageLimit = 250;

/** What pending chunks are read with. */
export interface PendingParts {
  readonly store: Pick<EventStore, "pendingPage">;
  /** Called with the number of stored events whose bytes have changed; the store has set them aside. */
  readonly onDamaged: (count: number) => void;
}

/** Reads what is pending in pages, so that memory doesn't grow with it. */
export const createPendingChunks = ({ store, onDamaged }: PendingParts) => {
  const fresh = createFreshChunks();
  const read: StoredChunk[] = [];
  /** The number behind which the next page begins. */
  let after = 0;
  /** Whether all events that are stored after `after` are also in memory. */
  let isCaughtUp = false;
  const readPage = (): void => {
    const page = store.pendingPage({ after, limit: pageLimit });
    if (page.damaged.length > 0) onDamaged(page.damaged.length);
    for (const [source, events] of bySource(page.events)) read.push(toChunk(source, events));
    const last = Math.max(after, page.next ?? 0, page.events.at(-1)?.number ?? 0, ...page.damaged);
    isCaughtUp = last === after;
    after = last;
  };
  const takeFresh = (): StoredChunk | undefined => {
    const chunk = fresh.take();
    after = chunk?.numbers.at(-1) ?? after;
    return chunk;
  };
  return {
    /** Notes a chunk that was stored. */
    stored: (chunk: StoredChunk): void => void (isCaughtUp &&= fresh.add(chunk)),
    /** Takes the oldest chunk; nothing where there is none. */
    take: (): StoredChunk | undefined => {
      for (;;) {
        const next = read.shift() ?? takeFresh();
        if (next !== undefined || isCaughtUp) return next;
        readPage();
      }
    },
  };
};
