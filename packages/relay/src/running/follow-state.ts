import type { EventStore } from "@email-events/store";
import { pause, type Clock } from "../lifecycle/clock.ts";
import type { Source } from "../receiving/source.ts";
import type { StateTrouble } from "../state/state-trouble.ts";
import { tryAgain, type RetriedParts } from "./retried.ts";

/** What a state is followed with. */
export interface FollowParts extends RetriedParts {
  readonly store: RetriedParts["store"] & Pick<EventStore, "checkPlace" | "readChanges" | "stats">;
  readonly sources: readonly Source[];
  readonly clock: Clock;
  readonly trouble: Pick<StateTrouble, "look">;
  /** Called with what ends the whole run. */
  readonly onFatal: (error: unknown) => void;
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
  const { store, sources, clock, trouble, signal, onFatal } = parts;
  let retries = store.stats().retries;
  let trying: Promise<void> | undefined;
  let isTried = false;
  while (!signal.aborted) {
    if (retries > 0) {
      trying ??= tryAgain(parts)
        .catch(onFatal)
        .finally(() => {
          trying = undefined;
          isTried = true;
        });
    }
    await pause(clock, pollMs, signal);
    store.checkPlace();
    trouble.look();
    const changes = store.readChanges();
    // More may have been marked while these were tried.
    retries = changes?.retries ?? (isTried ? store.stats().retries : 0);
    isTried = false;
    for (const source of sources) if (changes?.offsets.includes(source.name) === true) source.reread();
  }
  await trying;
};
