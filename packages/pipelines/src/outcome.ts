/** What became of a call, without the call. */
export type Verdict =
  | { readonly status: "accepted" }
  | { readonly status: "rejected"; readonly httpStatus?: number; readonly reason: string }
  | { readonly status: "undelivered"; readonly reason: string };

/**
 * What became of one event; each event gets exactly one.
 *
 * - `accepted`: the API answered 2xx to the request that held it.
 * - `rejected`: the event itself is at fault. `reason` holds the API's words, or why it was never sent (too large, not
 *   JSON); there is an `httpStatus` only where the API was asked. Sending it again as it is gives the same answer.
 * - `undelivered`: the event may be good, but couldn't be delivered: the deadline passed, the client was closed, the
 *   queue was full, or the API refused the write key (its words are in `reason`). Keep it and send it again.
 */
export type Outcome<E> =
  | { readonly status: "accepted"; readonly event: E }
  | { readonly status: "rejected"; readonly event: E; readonly httpStatus?: number; readonly reason: string }
  | { readonly status: "undelivered"; readonly event: E; readonly reason: string };

/** One call in the queue, waiting for its verdict. */
export interface Entry {
  settle(verdict: Verdict): void;
}

/** Ties a call to whoever waits for it: one small object a call, no closure. */
export class CallEntry<C> implements Entry {
  readonly #call: C;
  readonly #resolve: (outcome: Outcome<C>) => void;
  readonly #observe: (outcome: Outcome<C>) => void;

  constructor(call: C, resolve: (outcome: Outcome<C>) => void, observe: (outcome: Outcome<C>) => void) {
    this.#call = call;
    this.#resolve = resolve;
    this.#observe = observe;
  }

  settle(verdict: Verdict): void {
    const event = this.#call;
    const outcome: Outcome<C> = verdict.status === "accepted" ? { status: "accepted", event } : { ...verdict, event };
    this.#observe(outcome);
    this.#resolve(outcome);
  }
}
