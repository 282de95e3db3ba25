import { isForeign, toRequestOutcome, type RequestOutcome } from "../transport/transport.ts";
import { toErrorMessage } from "../transport/error-message.ts";
import type { Batch } from "./batch.ts";
import type { FlowControl } from "./flow-control.ts";
import type { Outcomes } from "./outcomes.ts";
import { isAborted, type Life } from "./lifecycle.ts";
import type { Tell } from "./observers.ts";
import { createRefusals } from "./refusals.ts";
import type { Settings } from "./settings.ts";
import type { Waiting } from "./waiting.ts";

type Retryable = RequestOutcome & { readonly status: "retryable" };

// The API's answers to a batch with a wrong event, all of which it refuses. Any other answer, such as the 404 of a proxy or
// the 302 of a sign-in page, comes from something in front of the API, and the events may be good.
const eventRefusals: readonly number[] = [400, 413, 422];

/** Decides on a batch by the outcome of its request: it is settled, split, or tried again. */
export const createRetry = (
  settings: Settings,
  flow: FlowControl,
  waiting: Waiting,
  { counts, settleBatch, settleUndelivered }: Outcomes,
  tell: Tell,
  life: Life,
) => {
  const { maxEventBytes, deadlineMs, redact } = settings;
  const refusals = createRefusals(maxEventBytes, waiting, settleBatch, settleUndelivered);
  let lastCause = "";

  /** Settles the calls whose deadline is not after a time. */
  const expire = (until: number): void =>
    settleUndelivered(waiting.expired(until), `can't be delivered within ${deadlineMs} ms${lastCause}`);

  const onRetryable = (batch: Batch, startedAt: number, now: number, outcome: Retryable): void => {
    const cause = redact(outcome.cause);
    if (outcome.isUnsent) batch.unsent += 1;
    // To the end of the line, so that a batch that always fails doesn't hold up the others.
    waiting.putLast(batch);
    const isCutShort = now >= batch.deadlineAt && flow.isCutShort(startedAt, now);
    if (!isCutShort || !lastCause) lastCause = `; last: ${cause}`;
    const until = isCutShort ? 0 : flow.failed(startedAt, now, outcome.retryAfterMs);
    tell("onRetry", { attempt: batch.attempts, events: batch.entries.length, cause });
    if (!until) return;
    counts.pauses += 1;
    tell("onPause", { ms: until - now, cause });
    // Calls whose deadline comes before the end of the pause are settled now.
    expire(until);
  };

  const onRejected = (batch: Batch, httpStatus: number, body: string): void => {
    let reason = redact(toErrorMessage(httpStatus, body));
    // This request can't have stored anything; one before it may have.
    batch.attempts -= 1;
    if (eventRefusals.includes(httpStatus)) {
      refusals.refused(batch, { status: "rejected", httpStatus, reason });
      return;
    }
    if (httpStatus === 401) {
      reason += " (the API refuses the write key: nothing more is sent)";
      life.stopped = reason;
      life.isEnded = true;
    }
    settleUndelivered([batch], reason);
  };

  return {
    refusals,
    expire,

    /** Takes the outcome of a batch's request. */
    onOutcome: (batch: Batch, startedAt: number, now: number, given: RequestOutcome): void => {
      const isRejected = given.status === "rejected";
      // A caller's own transport may not distinguish answers of a proxy from the API's.
      const outcome = isRejected && isForeign(given) ? toRequestOutcome(given.httpStatus, "", given.body) : given;
      // While the request was in flight, the caller may have aborted the signal of a call that is queued again now.
      life.mayHoldAborted ||= batch.entries.some(isAborted);
      if (outcome.status === "retryable") return onRetryable(batch, startedAt, now, outcome);
      flow.succeeded(startedAt, now);
      if (outcome.status === "rejected") return onRejected(batch, outcome.httpStatus, outcome.body);
      lastCause = "";
      refusals.passed(batch);
      settleBatch(batch, { status: "delivered" });
      waiting.reuse(batch);
    },
  };
};
