import type { DeliveryOutcome } from "@email-events/core";

/**
 * What became of one event; each event gets exactly one.
 *
 * - `delivered`: the API answered 2xx to the request that held it.
 * - `rejected`: the event itself is at fault. `reason` holds the API's words (400, 413 or 422), or why it was never sent
 *   (too large, not JSON); there is an `httpStatus` only where the API was asked. Sending it again as it is gives the
 *   same answer.
 * - `undelivered`: the event may be good, but couldn't be delivered: the deadline passed, the client was closed, the
 *   queue was full, or the API refused the write key, or something on the way the request, as with a 413 to everything (the
 *   words of the answer are in `reason`). Keep it and send it again.
 */
export type Outcome<E> = DeliveryOutcome & { readonly event: E };

/** A call as it goes on the wire. */
export interface WrittenCall {
  readonly json: string;
  readonly type: string;
  /** Its `integrations` as JSON; empty where it has none. */
  readonly group: string;
}

/** A call and the receiver of its outcome: one small object for each call, no closure. */
export interface Entry {
  readonly call: object;
  /** The type of a call that doesn't name its own. */
  readonly type: string;
  readonly kind: Kind;
  /** The caller's own signal: cancels the call before it is sent. */
  readonly signal: AbortSignal | undefined;
  isSettled: boolean;
  /** Its text, or what is wrong with it, where it was written as soon as it came; gone once it is in a batch. */
  written?: WrittenCall | string | undefined;
  // A method, whose parameter TypeScript compares both ways: what it is given always holds the entry's own call.
  resolve(outcome: Outcome<object>): void;
}

/** What the client's own events and its other calls have apart. */
export interface Kind<C = object> {
  /** Derives an id for a call without one. */
  toMessageId?(call: C): string | undefined;
  /** Where calls that come back undelivered are kept while the client closes. */
  undelivered?: C[] | undefined;
}
