/**
 * Why a queue didn't do something:
 *
 * - `full`: it has no room for now; pause, and try again.
 * - `unavailable`: it can't be reached, or has no leader; try again.
 * - `fenced`: another process has taken the place over.
 * - `refused`: it doesn't accept the request, such as with wrong credentials.
 * - `foreign`: its streams are missing, or configured differently.
 */
const queueErrorCodes = ["full", "unavailable", "fenced", "refused", "foreign"] as const;
export type QueueErrorCode = (typeof queueErrorCodes)[number];

/** The error of every engine. The message says what to do, without a credential or an address. */
export interface QueueError extends Error {
  readonly name: "QueueError";
  readonly code: QueueErrorCode;
}

const isCode = (code: unknown): boolean => queueErrorCodes.some((known) => known === code);

/** Whether an error is one of a queue. Engines are loaded on demand, so that their class isn't known here. */
export const isQueueError = (error: unknown): error is QueueError =>
  error instanceof Error && error.name === "QueueError" && "code" in error && isCode(error.code);

/** Whether a queue may do the same later. */
export const isTransient = (error: unknown): error is QueueError =>
  isQueueError(error) && (error.code === "full" || error.code === "unavailable");
