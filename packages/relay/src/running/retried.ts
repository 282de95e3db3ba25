import type { EventStore, SetAsideEvent } from "@email-events/store";
import type { Committer } from "../state/committer.ts";
import { handleChunk, type ChunkHandler, type Handled } from "../handling/handle-chunk.ts";
import type { Item } from "../reading/item.ts";
import { toBuffer, toItem } from "../handling/judge-payloads.ts";
import type { RunStatus } from "../lifecycle/status.ts";
import type { JoinedChange } from "../state/merge-changes.ts";
import { bySource } from "../state/pending-chunks.ts";
import { setStoredAside } from "../state/stored-rejects.ts";

/** What events are tried again with. */
export interface RetriedParts {
  readonly store: Pick<EventStore, "retryPage">;
  readonly handlerOf: (source: string) => ChunkHandler;
  readonly committer: Committer;
  readonly status: RunStatus;
  /** Aborted when no more pages are to be begun. */
  readonly signal: AbortSignal;
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

/** Returns the change that settles what was tried again. Events without an outcome stay as they are. */
const toChange = (events: readonly SetAsideEvent[], { setAside, again, remember }: Handled): JoinedChange => {
  const named = new Set([...again, ...setAside.map(({ index }) => index)]);
  return {
    settle: events.flatMap(({ number }, index) => (named.has(index) ? [] : [number])),
    setAside: setAside.flatMap((reject) => {
      const event = events[reject.index];
      return event === undefined ? [] : [setStoredAside(reject, event.number)];
    }),
    rememberUnseen: remember,
  };
};

/**
 * Retries all events that an operator marked, page by page: each is judged again, and settled or set aside once
 * more.
 */
export const tryAgain = async (parts: RetriedParts): Promise<void> => {
  const { store, handlerOf, committer, status, signal } = parts;
  const handle = async (source: string, events: readonly SetAsideEvent[]): Promise<void> => {
    const handler = handlerOf(source);
    status.receiveAgain(events.length);
    const handled = await handleChunk(events.map(toRetriedItem), handler);
    if (handled.outcomes.length === 0) return;
    // What has settled until the run is abandoned is stored; if it can't be, the next run tries it again.
    await new Promise<void>((resolve) => {
      const onStored = (): void => {
        status.settle(handled.outcomes);
        handler.dedupe.leave(handled.ids);
        resolve();
      };
      committer.add(toChange(events, handled), onStored, () => resolve());
    });
  };
  let after: number | undefined = 0;
  while (after !== undefined && !signal.aborted) {
    const page = store.retryPage({ after, limit: pageLimit });
    for (const [source, events] of bySource(page.events)) await handle(source, events);
    after = page.next;
  }
};
