import type { Batch } from "./batch.ts";
import type { Clock } from "../platform/clock.ts";
import type { SendRequest } from "./send-request.ts";
import { toNetworkCause, wasNeverSent, type RequestOutcome } from "../transport/transport.ts";

/** A request that is in flight. */
export interface Attempt {
  readonly startedAt: number;
  /** Ends it without an outcome. */
  readonly abort: () => void;
}

/** Makes one request for a batch. It has one outcome, within `limitMs` and a turn of the event loop, unless it is aborted. */
export const startAttempt = (
  clock: Clock,
  sendRequest: SendRequest,
  batch: Batch,
  limitMs: number,
  onOutcome: (outcome: RequestOutcome) => void,
): Attempt => {
  const aborter = new AbortController();
  let isLate = false;
  let isOver = false;
  const finish = (outcome: RequestOutcome): void => {
    cancel();
    if (isOver) return;
    isOver = true;
    onOutcome(outcome);
  };
  const fail = (error: unknown): void => {
    const cause = isLate ? `no answer within ${limitMs} ms` : toNetworkCause(error);
    finish({ status: "retryable", cause, isUnsent: wasNeverSent(error) });
  };
  const cancel = clock.after(limitMs, () => {
    isLate = true;
    aborter.abort();
    // After the abort, the transport has one turn of the event loop to report the status of an incomplete answer, or that
    // there was no connection. Then the attempt fails without it.
    void clock.nextTurn().then(fail);
  });
  const startedAt = clock.now();
  sendRequest(batch, aborter.signal).then(finish, fail);
  return {
    startedAt,
    abort() {
      cancel();
      isOver = true;
      aborter.abort();
    },
  };
};
