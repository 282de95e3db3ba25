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
  inFlight: Map<Batch, Attempt>,
  onOutcome: (outcome: RequestOutcome) => void,
): void => {
  const aborter = new AbortController();
  const attempt: Attempt = {
    startedAt: clock.now(),
    abort() {
      cancel();
      aborter.abort();
    },
  };
  const finish = (outcome: RequestOutcome): void => {
    cancel();
    if (inFlight.get(batch) !== attempt) return;
    inFlight.delete(batch);
    onOutcome(outcome);
  };
  const fail = (error: unknown): void => {
    const cause = aborter.signal.aborted ? `no answer within ${limitMs} ms` : toNetworkCause(error);
    finish({ status: "retryable", cause, isUnsent: wasNeverSent(error) });
  };
  const cancel = clock.after(limitMs, () => {
    aborter.abort();
    // After the abort, the transport has one turn of the event loop to report the status of an incomplete answer, or that
    // there was no connection. Then the attempt fails without it.
    void clock.nextTurn().then(fail);
  });
  // Before the request is made: a transport of the caller's may close or flush the client at once.
  inFlight.set(batch, attempt);
  sendRequest(batch, aborter.signal).then(finish, fail);
};
