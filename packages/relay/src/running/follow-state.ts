import type { EventStore } from "@email-events/store";
import { pause, type Clock } from "../lifecycle/clock.ts";
import type { Source } from "../receiving/source.ts";
import type { StateTrouble } from "../state/state-trouble.ts";
import { createRetries, type RetriedParts } from "./retried.ts";

/** What a state is followed with. */
export interface FollowParts extends RetriedParts {
  readonly store: RetriedParts["store"] & Pick<EventStore, "checkPlace" | "readChanges" | "stats">;
  readonly sources: readonly Source[];
  readonly clock: Clock;
  readonly trouble: Pick<StateTrouble, "look">;
}

/** How often the state is read for changes by operators. */
const pollMs = 1_000;

/**
 * Polls the state for room and for changes by operators: retries marked events, and has sources read changed offsets.
 * Resolves once the signal is aborted and no retry is in flight.
 *
 * @throws StoreError when the state was moved or removed.
 */
export const followState = async (parts: FollowParts): Promise<void> => {
  const { store, sources, clock, trouble, signal } = parts;
  const retries = createRetries(parts);
  if (store.stats().retries > 0) retries.begin();
  while (!signal.aborted) {
    await pause(clock, pollMs, signal);
    store.checkPlace();
    trouble.look();
    const changes = store.readChanges();
    if (changes === undefined) continue;
    if (changes.retries > 0) retries.begin();
    for (const source of sources) if (changes.offsets.includes(source.name)) source.reread();
  }
  await retries.ended();
};
