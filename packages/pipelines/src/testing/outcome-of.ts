import { toNetworkCause, type RequestOutcome } from "../transport/transport.ts";

/** What the client takes the end of a request for: whatever a transport throws counts as retryable. */
export const outcomeOf = (sent: Promise<RequestOutcome>): Promise<RequestOutcome> =>
  sent.catch((error: unknown) => ({ status: "retryable", cause: toNetworkCause(error) }));
