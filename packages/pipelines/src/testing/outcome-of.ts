import { toNetworkCause, type RequestOutcome } from "../transport/transport.ts";

/** Returns the outcome of a request as the client sees it: an error of the transport counts as retryable. */
export const outcomeOf = (sent: Promise<RequestOutcome>): Promise<RequestOutcome> =>
  sent.catch((error: unknown) => ({ status: "retryable", cause: toNetworkCause(error) }));
