import type { Pause, Retry } from "../client-options.ts";
import type { Outcome } from "../outcome.ts";
import type { Platform } from "../platform/platform.ts";

interface Notices {
  readonly onOutcome: Outcome<object>;
  readonly onRetry: Retry;
  readonly onPause: Pause;
}

/** Tells everyone who listens, beside the caller who waits for an outcome. */
export type Tell = <Name extends keyof Notices>(name: Name, message: Notices[Name]) => void;

// Methods, whose parameters TypeScript compares both ways: the outcomes are of the client's own events and calls.
interface Hooks {
  onOutcome?(outcome: Outcome<object>): void;
  onRetry?(retry: Retry): void;
  onPause?(pause: Pause): void;
}

/** Ties the caller's hooks and the platform's tracing to the client. */
export const createTell = ({ publish }: Platform, options: Hooks): Tell => {
  const hooks: { readonly [Name in keyof Notices]?: (message: Notices[Name]) => void } = options;
  return (name, message) => {
    try {
      publish?.(name, message);
      hooks[name]?.(message);
    } catch (error) {
      // A hook that throws is a programmer's mistake: it must be seen, and it must not cost an event.
      queueMicrotask(() => {
        throw error;
      });
    }
  };
};
