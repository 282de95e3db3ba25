/** Thrown by `accept` when it has no room for now: the handler answers 429, and the sender tries again. */
export class WebhookBusyError extends Error {
  override readonly name = "WebhookBusyError";
  /** Seconds for the sender to wait. */
  readonly retryAfterSeconds: number;

  constructor(retryAfterSeconds: number) {
    if (!Number.isSafeInteger(retryAfterSeconds) || retryAfterSeconds < 0) {
      throw new TypeError("retryAfterSeconds must be a whole number of seconds, 0 or more");
    }
    super(`No room for more items; retry after ${retryAfterSeconds} s`);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
