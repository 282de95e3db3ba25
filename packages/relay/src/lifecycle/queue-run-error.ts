import { isQueueError } from "../queue/queue-error.ts";
import type { QueueErrorCode } from "../queue/queue-error.ts";
import { RunError } from "../run-error.ts";

/** Which exit code follows from what a queue says: one without its streams is unusable, as a state is. */
const kinds = {
  full: "sourceRefused",
  unavailable: "sourceRefused",
  fenced: "sourceRefused",
  refused: "sourceRefused",
  foreign: "stateUnusable",
} as const satisfies Record<QueueErrorCode, string>;

/** Converts an error of the queue to the `RunError` that ends the run, with the same message. Returns other errors as is. */
export const toRunError = (error: unknown): unknown =>
  isQueueError(error) ? new RunError(kinds[error.code], `queue: ${error.message}`, { cause: error }) : error;
