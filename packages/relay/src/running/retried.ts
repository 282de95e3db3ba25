import type { Change, EventStore, SetAsideEvent } from "@email-events/store";
import type { Committer } from "./committer.ts";
import { handleChunk, type ChunkHandler, type Handled } from "./handle-chunk.ts";
import { toItem } from "./judge-payloads.ts";
import type { RunStatus } from "./status.ts";
import { bySource } from "./pending-chunks.ts";
import { setStoredAside } from "./stored-rejects.ts";

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

/** Returns the change that settles what was tried again, and has an outcome. */
const toChange = (events: readonly SetAsideEvent[], { setAside, remember, again }: Handled): Change => {
  const rejects = new Map(setAside.map((reject) => [reject.index, reject]));
  const numbered = [...events.entries()]
    .filter(([index]) => !again.includes(index))
    .map(([index, { number }]) => ({ number, reject: rejects.get(index) }));
  return {
    settle: numbered.flatMap(({ number, reject }) => (reject === undefined ? [number] : [])),
    setAside: numbered.flatMap(({ number, reject }) => (reject === undefined ? [] : [setStoredAside(reject, number)])),
    remember,
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
    status.receive(events.length);
    const handled = await handleChunk(
      events.map(({ payload }) => toItem(payload)),
      handler,
    );
    if (handled.outcomes.length === 0) return;
    await new Promise<void>((resolve) => {
      const onStored = (): void => {
        status.settle(handled.outcomes);
        handler.dedupe.leave(handled.ids);
        resolve();
      };
      // What can't be stored any more is tried again by the next run.
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
