import type { RequestEntry } from "../inspection/request-log.ts";
import type { CheckedRequest } from "./check-request.ts";
import type { CallRecord } from "./create-record.ts";

/** What became of a request, as it is recorded. */
export type Noted = Pick<RequestEntry, "callCount" | "errors" | "invalid" | "outcome" | "reasons">;

/** What became of a request, as it is answered and recorded. */
export type Verdict = Noted & { readonly status: 200 | 400 | 401 };

const wrongKey = "the write key is missing, or isn't the accepted one";
const refusedAsWhole = ["another call of the batch is refused, and strict mode refuses all"];
const none: readonly string[] = [];
const byFault = ["a fault that the sandbox was told to make; nothing is stored"];

/** A request that a fault answers, or cuts off. */
export const failed: Noted = { outcome: "failed", reasons: byFault, errors: byFault };

/**
 * Counts the calls of a request with an accepted key, and says how it is answered.
 *
 * The documentation doesn't say whether a strict batch fails as a whole or in part; here it fails as a whole, the harder
 * case for a client.
 */
export const judgeCalls = (record: CallRecord, checked: CheckedRequest, isStrict: boolean): Verdict => {
  const { callCount, errors, invalid, valid } = checked;
  const isRefused = isStrict && invalid.size > 0;
  if (isRefused) record.reject(callCount);
  else {
    record.accept(valid);
    record.drop(invalid.size);
  }
  return {
    status: isRefused ? 400 : 200,
    outcome: isRefused ? "rejected" : "accepted",
    reasons: isRefused ? refusedAsWhole : none,
    errors: errors.length === 0 ? none : errors,
    invalid: invalid.size === 0 ? undefined : { outcome: isRefused ? "rejected" : "dropped", errors: invalid },
    callCount,
  };
};

/** The same for a request without an accepted key. */
export const refuseKey = (record: CallRecord, isStrict: boolean): Verdict => {
  const outcome = isStrict ? "rejected" : "dropped";
  if (isStrict) record.reject(1);
  else record.drop(1);
  return { status: isStrict ? 401 : 200, outcome, reasons: [wrongKey], errors: [wrongKey] };
};
