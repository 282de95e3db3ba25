import type { Clock } from "./clock.ts";
import type { SourceName } from "./settings.ts";
import type { RunStatus } from "./status.ts";

/** What a supervisor works with. */
export interface SupervisorParts {
  readonly interrupt?: AbortSignal | undefined;
  readonly abandon?: AbortSignal | undefined;
  readonly clock: Clock;
  readonly status: RunStatus;
  /** How long a stopped run may take. */
  readonly graceMs: number;
  /** Aborted to end reading. */
  readonly stopping: AbortController;
  /** Aborted to end everything. */
  readonly abandoning: AbortController;
}

/** Decides when a run stops, and remembers why. */
export interface Supervisor {
  /** Ends the run at once, for an error that concerns all of it. */
  readonly fail: (error: unknown) => void;
  /** Notes that a source was refused: the others go on, and the run ends with the last one. */
  readonly sourceFailed: (name: SourceName, error: unknown, isLast: boolean) => void;
  /** The first error. That of a source counts until the source has recovered. */
  readonly failure: () => unknown;
  /** Whether not everything was settled when nothing was waited for any longer. A queue in trouble may not know what is. */
  readonly isLate: () => boolean;
  readonly end: () => void;
}

/** Returns what is wrong with a source, without its name: a trouble of the status begins with that. */
const withoutName = (name: SourceName, error: unknown): string => {
  if (!(error instanceof Error)) return "it failed";
  return error.message.startsWith(`${name}: `) ? error.message.slice(name.length + 2) : error.message;
};

/** Creates the supervisor of a run. */
export const supervise = (parts: SupervisorParts): Supervisor => {
  const { interrupt, abandon, clock, status, graceMs, stopping, abandoning } = parts;
  let failure: unknown;
  const failedSources = new Map<SourceName, { readonly error: unknown; readonly cause: string }>();
  let cancel = (): void => undefined;

  const findFailedSource = (): unknown =>
    [...failedSources].find(([name, { cause }]) => status.troubles().get(name) === cause)?.[1].error;
  const abandonAll = (): void => abandoning.abort();
  const stop = (): void => {
    if (stopping.signal.aborted) return;
    status.stopping();
    stopping.abort();
    cancel = clock.after(graceMs, abandonAll);
  };
  interrupt?.addEventListener("abort", stop);
  abandon?.addEventListener("abort", abandonAll);
  if (interrupt?.aborted === true) stop();
  if (abandon?.aborted === true) abandonAll();

  return {
    fail: (error) => {
      failure ??= error;
      stop();
      abandonAll();
    },
    sourceFailed: (name, error, isLast) => {
      if (isLast) {
        failure ??= findFailedSource() ?? error;
        return stop();
      }
      const cause = `${withoutName(name, error)} The other sources continue.`;
      failedSources.set(name, { error, cause });
      status.trouble(name, cause);
    },
    failure: () => failure ?? findFailedSource(),
    isLate: () => abandoning.signal.aborted && (status.report().pending > 0 || status.troubles().has("queue")),
    end: () => {
      cancel();
      interrupt?.removeEventListener("abort", stop);
      abandon?.removeEventListener("abort", abandonAll);
    },
  };
};
