import type { QueueError, QueueErrorCode } from "../queue/queue-error.ts";
import { isTransient } from "./committer.ts";

/** The error of the queue in a store. */
export class StoreQueueError extends Error implements QueueError {
  override readonly name = "QueueError";

  readonly code: QueueErrorCode;

  constructor(code: QueueErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** A store that is full or locked takes the same later; its other errors stay what they are. */
export const toQueueError = (error: unknown): unknown =>
  isTransient(error)
    ? new StoreQueueError(error.code === "full" ? "full" : "unavailable", error.message, { cause: error })
    : error;

/** The committer has said what a permanent error is; the chunk comes again in the next run. */
export const toUnstored = (cause: unknown): QueueError =>
  new StoreQueueError("unavailable", "The chunk isn't settled; it comes again.", { cause });
