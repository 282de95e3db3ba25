import type { Platform } from "./attempt.ts";
import type { OtherCall } from "./calls.ts";
import type { Pause, PipelinesClientOptions, Retry } from "./client-options.ts";
import type { Outcome } from "./outcome.ts";

/** What a client had to give back when it was closed. */
export interface CloseReport<E> {
  /** The events whose outcome was `undelivered` since the close began: store them, and send them again. */
  readonly undelivered: readonly E[];
  /** Likewise the calls made by `trackCustom`, `identify` and `batch`. */
  readonly undeliveredCalls: readonly OtherCall[];
}

/** Everyone who is told of what happens, beside the caller who waits for an outcome. */
export interface Observers<E> {
  readonly event: (outcome: Outcome<E>) => void;
  readonly call: (outcome: Outcome<OtherCall>) => void;
  readonly retry: (retry: Retry) => void;
  readonly pause: (pause: Pause) => void;
  /** From now on, keeps what is undelivered for the report. */
  readonly collect: () => void;
  readonly report: () => CloseReport<E>;
}

/** A hook that throws is a programmer's mistake: it must be seen, and it must not cost an event. */
const guard = <T>(hook: (message: T) => void, message: T): void => {
  try {
    hook(message);
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
};

/** Ties the caller's hooks and the platform's tracing to the client. */
export const createObservers = <E>(platform: Platform, options: PipelinesClientOptions<E>): Observers<E> => {
  const undelivered: E[] = [];
  const undeliveredCalls: OtherCall[] = [];
  let collecting = false;
  const announce = (outcome: Outcome<E | OtherCall>): void => {
    platform.publish("outcome", outcome);
    if (options.onOutcome) guard((message) => options.onOutcome?.(message), outcome);
  };
  return {
    event: (outcome) => {
      if (collecting && outcome.status === "undelivered") undelivered.push(outcome.event);
      announce(outcome);
    },
    call: (outcome) => {
      if (collecting && outcome.status === "undelivered") undeliveredCalls.push(outcome.event);
      announce(outcome);
    },
    retry: (retry) => {
      platform.publish("retry", retry);
      guard((message) => options.onRetry?.(message), retry);
    },
    pause: (pause) => {
      platform.publish("pause", pause);
      guard((message) => options.onPause?.(message), pause);
    },
    collect: () => {
      collecting = true;
    },
    report: () => ({ undelivered: [...undelivered], undeliveredCalls: [...undeliveredCalls] }),
  };
};
