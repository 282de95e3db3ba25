import type { Pause, Retry } from "../client-options.ts";
import type { Outcome } from "../outcome.ts";
import type { Platform } from "../platform/platform.ts";

interface Notices {
  readonly onOutcome: Outcome<object>;
  readonly onRetry: Retry;
  readonly onPause: Pause;
}

/** Reports to the caller's hooks and to the platform's tracing. */
export type Tell = <Name extends keyof Notices>(name: Name, message: Notices[Name]) => void;

// A method, because TypeScript doesn't compare the parameters of methods strictly: a client gives its hooks only outcomes of
// its own type of events.
interface Hook<Message> {
  call(message: Message): void;
}

type Hooks = { readonly [Name in keyof Notices]?: Hook<Notices[Name]>["call"] | undefined };

/** Ties the caller's hooks and the platform's tracing to the client. */
export const createTell =
  ({ publish }: Platform, hooks: Hooks): Tell =>
  (name, message) => {
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
