import type { QueueError, QueueErrorCode } from "../queue/queue-error.ts";
import { isTransient } from "./commit-what-fits.ts";

/** The error of the queue in a store. */
export class StoreQueueError extends Error implements QueueError {
  override readonly name = "QueueError";

  readonly code: QueueErrorCode;

  constructor(code: QueueErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Converts a transient error of the store (full or locked) to one of the queue. Returns other errors as they are. */
export const toQueueError = (error: unknown): unknown =>
  isTransient(error)
    ? new StoreQueueError(error.code === "full" ? "full" : "unavailable", error.message, { cause: error })
    : error;

/** Returns the error of a chunk that isn't settled: the next run delivers it. A permanent error was already reported. */
export const toUnstored = (cause: unknown): QueueError =>
  new StoreQueueError("unavailable", "The chunk isn't settled; it is redelivered.", { cause });
