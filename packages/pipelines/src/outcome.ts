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
  /** The caller's own, to give the call back before it is sent. */
  readonly signal: AbortSignal | undefined;
  settle(verdict: Verdict): void;
}

/** Where the outcomes of one kind of call pass, beside going to whoever waits for them. */
export interface Desk<C> {
  readonly announce: (outcome: Outcome<C>) => void;
  /** What came back undelivered since `closing` was set. */
  readonly undelivered: C[];
  closing: boolean;
}

/** Ties a call to whoever waits for it: one small object a call, no closure. */
export class CallEntry<C, D extends C = C> implements Entry {
  readonly signal: AbortSignal | undefined;
  readonly #call: D;
  readonly #desk: Desk<C>;
  readonly #resolve: (outcome: Outcome<D>) => void;

  constructor(call: D, desk: Desk<C>, resolve: (outcome: Outcome<D>) => void, signal?: AbortSignal) {
    this.signal = signal;
    this.#call = call;
    this.#desk = desk;
    this.#resolve = resolve;
  }

  settle(verdict: Verdict): void {
    const event = this.#call;
    const { closing, undelivered, announce } = this.#desk;
    const outcome: Outcome<D> = verdict.status === "accepted" ? { status: "accepted", event } : { ...verdict, event };
    if (closing && verdict.status === "undelivered") undelivered.push(event);
    announce(outcome);
    this.#resolve(outcome);
  }
}
