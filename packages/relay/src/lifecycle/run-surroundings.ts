import type { Clock } from "./clock.ts";
import type { RunStatus } from "./status.ts";

/** What a run receives from its surroundings. */
export interface RunSurroundings {
  /** Holds the secrets. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly status: RunStatus;
  /** Stops the run: reading ends, and what is in flight is settled. */
  readonly interrupt?: AbortSignal | undefined;
  /** Stops it at once. */
  readonly abandon?: AbortSignal | undefined;
  /** The system's by default. */
  readonly clock?: Clock;
  /** `Math.random` by default. */
  readonly random?: () => number;
}
