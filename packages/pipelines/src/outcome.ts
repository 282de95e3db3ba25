import type { DeliveryOutcome } from "@email-events/core";

/**
 * The outcome of one event; each event gets exactly one.
 *
 * - `delivered`: the API answered 2xx to its request.
 * - `rejected`: the event itself is invalid. `reason` is the API's message (400, 413 or 422), or why it wasn't sent
 * (too large, not JSON). `httpStatus` is present only if it was sent. Sending it again gives the same answer.
 * - `undelivered`: the event couldn't be delivered, although it may be valid: the deadline passed, the client was
 * closed, the queue was full, the API refused the write key, or something on the route refused the request, as with a
 * 413 to everything (`reason` has the message of the answer). Keep it and send it again.
 */
export type Outcome<E> = DeliveryOutcome & { readonly event: E };

/** A call in its wire format. */
export interface WrittenCall {
  readonly json: string;
  readonly type: string;
  /** Its `integrations` as JSON; empty if it has none. */
  readonly group: string;
}

/** A call and the receiver of its outcome: one small object per call, without a closure. */
export interface Entry {
  readonly call: object;
  /** The default type of the call. */
  readonly type: string;
  readonly kind: Kind;
  /** The caller's signal, which withdraws the call before it is sent. */
  readonly signal: AbortSignal | undefined;
  isSettled: boolean;
  /** Its JSON, or what is wrong with it, if it was serialized on arrival; unset once it is in a batch. */
  written?: WrittenCall | string | undefined;
  // A method, because TypeScript compares its parameter bivariantly. The outcome is always that of the entry's call.
  resolve(outcome: Outcome<object>): void;
}

/** What differs between the client's events and its other calls. */
export interface Kind<C = object> {
  /** Returns an id for a call without one. */
  toMessageId?(call: C): string | undefined;
  /** Undelivered calls, collected while the client closes. */
  undelivered?: C[] | undefined;
}
