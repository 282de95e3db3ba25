import type { SemanticEmailEvent } from "./generated/semantic/types.ts";
import type { Issue } from "./issue.ts";

/** A value that is an event of its vocabulary. */
export interface Valid<T> {
  readonly status: "valid";
  readonly value: T;
  /** What was left out of the value because it couldn't be used, and isn't required. */
  readonly notes?: readonly Issue[];
}

/** An event that became a call. */
export interface Mapped<Event = SemanticEmailEvent> {
  readonly status: "mapped";
  readonly event: Event;
  /** What counted as absent because it couldn't be used, such as a number too large to be held exactly. */
  readonly notes?: readonly Issue[];
}

/** An event that the destination took. */
export interface Delivered {
  readonly status: "delivered";
}

/** An event that was left out on purpose, and why. */
export interface Skipped<Reason extends string = string> {
  readonly status: "skipped";
  readonly reason: Reason;
  /** What counted as absent because it couldn't be used, and so may have led to the skip. */
  readonly notes?: readonly Issue[];
}

/** An event of a kind that the vocabulary doesn't know. No fault of the sender: vocabularies grow. */
export interface Unrecognized {
  readonly status: "unrecognized";
  /** What the event is called, as it came; `""` when it has no name. */
  readonly name: string;
  /** The place that decided it. A mapper, which goes by the name alone, gives none. */
  readonly issues?: readonly Issue[];
}

/** A value that is no event of its vocabulary, or an event that no call can be made of, and why. */
export interface Invalid {
  readonly status: "invalid";
  readonly issues: readonly Issue[];
}

/** An event that is at fault itself, as the destination says. Sent again as it is, it gets the same answer. */
export interface Rejected {
  readonly status: "rejected";
  /** The status of the answer; none where the destination wasn't asked. */
  readonly httpStatus?: number;
  readonly reason: string;
}

/** An event that may be good, but couldn't be delivered. Keep it and send it again. */
export interface Undelivered {
  readonly status: "undelivered";
  readonly reason: string;
}

/**
 * What becomes of one source event in the end: exactly one of these. Each step on the way gives a part of the union, by the
 * same `status`: `Result` after validation, `MapOutcome` after mapping, `DeliveryOutcome` after delivery.
 */
export type EventOutcome<Reason extends string = string> =
  Delivered | Skipped<Reason> | Unrecognized | Invalid | Rejected | Undelivered;

/** What validation makes of an unknown value. An event of an unknown kind is told apart from a broken one. */
export type Result<T> = Valid<T> | Required<Unrecognized> | Invalid;

/** What a mapping makes of one source event. Nothing is dropped without a reason. */
export type MapOutcome<Event = SemanticEmailEvent, Reason extends string = string> =
  Mapped<Event> | Skipped<Reason> | Unrecognized | Invalid;

/** What delivery makes of one event. */
export type DeliveryOutcome = Delivered | Rejected | Undelivered;
