// Each build of the package (ESM, CommonJS) has its own class; both share this symbol.
const brand = Symbol.for("@email-events/bulk-tracking-webhook/WebhookBusyError");

/** Thrown by `accept` when it has no room for now: the handler answers 429, and the sender tries again. */
export class WebhookBusyError extends Error {
  override readonly name = "WebhookBusyError";
  /** Seconds for the sender to wait. */
  readonly retryAfterSeconds: number;

  static {
    Object.assign(this.prototype, { [brand]: true });
  }

  constructor(retryAfterSeconds: number) {
    if (!Number.isSafeInteger(retryAfterSeconds) || retryAfterSeconds < 0) {
      throw new TypeError("retryAfterSeconds must be a whole number of seconds, 0 or more");
    }
    super(`No room for more items; retry after ${retryAfterSeconds} s`);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Whether a value is a `WebhookBusyError` of any build of the package: `accept` may be of another one than the handler. */
export const isBusyError = (value: unknown): value is WebhookBusyError => brand in Object(value);
