import type { EventStore, SetAsideEvent } from "@email-events/store";
import { bySource, toStoredArrivals } from "./backlog.ts";
import type { Committer } from "./committer.ts";
import { handleChunk, type ChunkHandler } from "./handle-chunk.ts";
import type { RunStatus } from "./status.ts";

/** What events are tried again with. */
export interface RetriedParts {
  readonly store: Pick<EventStore, "retryPage">;
  readonly handlerOf: (source: string) => ChunkHandler;
  readonly committer: Committer;
  readonly status: RunStatus;
  /** Aborted when no more pages are to be begun. */
  readonly signal: AbortSignal;
  /** Aborted when nothing is waited for any longer. */
  readonly abandon: AbortSignal;
}

const pageLimit = 100;

/**
 * Retries all events that an operator marked, page by page: each is judged again, and settled or set aside once
 * more.
 */
export const tryAgain = async (parts: RetriedParts): Promise<void> => {
  const { store, handlerOf, committer, status, signal, abandon } = parts;
  const handle = async (source: string, events: readonly SetAsideEvent[]): Promise<void> => {
    const handler = handlerOf(source);
    status.receive(events.length);
    const handled = await handleChunk(toStoredArrivals(events), handler);
    if (handled.outcomes.length === 0) return;
    await new Promise<void>((resolve) => {
      // What has settled until then is stored; if it can't be, it is tried again by the next run.
      const giveUp = (): void => void committer.idle().then(() => resolve());
      if (!abandon.aborted) abandon.addEventListener("abort", giveUp, { once: true });
      committer.add(handled.change, () => {
        status.settle(handled.outcomes);
        handler.dedupe.leave(handled.ids);
        resolve();
      });
      if (abandon.aborted) giveUp();
    });
  };
  let after: number | undefined = 0;
  while (after !== undefined && !signal.aborted) {
    const page = store.retryPage({ after, limit: pageLimit });
    for (const [source, events] of bySource(page.events)) await handle(source, events);
    after = page.next;
  }
};
