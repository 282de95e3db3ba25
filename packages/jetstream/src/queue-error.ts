/**
 * Why the queue didn't do something:
 *
 * - `full`: it has no room for now; pause, and try again.
 * - `unavailable`: it can't be reached, or has no leader; try again.
 * - `fenced`: another process has taken over the partition, or an operator has set or forgotten its offset.
 * - `refused`: it doesn't accept the request, such as with wrong credentials.
 * - `foreign`: its streams are missing, or configured differently.
 */
export type QueueErrorCode = "full" | "unavailable" | "fenced" | "refused" | "foreign";

/** The error of everything that talks to the broker. Its message says what to do, without a credential or an address. */
export class QueueError extends Error {
  override readonly name = "QueueError";
  readonly code: QueueErrorCode;

  constructor(code: QueueErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
