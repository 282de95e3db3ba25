import type { Platform } from "./attempt.ts";
import type { OtherCall } from "./calls.ts";
import type { PipelinesClientOptions, Pause, Retry } from "./client-options.ts";
import type { Outcome } from "./outcome.ts";

/** Everyone who is told of what happens, beside the caller who waits for an outcome. */
export interface Observers<E> {
  readonly outcome: (outcome: Outcome<E | OtherCall>) => void;
  readonly retry: (retry: Retry) => void;
  readonly pause: (pause: Pause) => void;
}

/** Ties the caller's hooks and the platform's tracing to the client. */
export const createObservers = <E>({ publish }: Platform, options: PipelinesClientOptions<E>): Observers<E> => {
  const observe =
    <T>(name: "outcome" | "retry" | "pause", hook: (message: T) => void) =>
    (message: T): void => {
      try {
        publish(name, message);
        hook(message);
      } catch (error) {
        // A hook that throws is a programmer's mistake: it must be seen, and it must not cost an event.
        queueMicrotask(() => {
          throw error;
        });
      }
    };
  return {
    outcome: observe("outcome", (outcome) => options.onOutcome?.(outcome)),
    retry: observe("retry", (retry) => options.onRetry?.(retry)),
    pause: observe("pause", (pause) => options.onPause?.(pause)),
  };
};
