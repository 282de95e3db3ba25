import type { SemanticEmailEvent } from "./generated/semantic/types.ts";
import type { Issue } from "./issue.ts";

/** A value that is an event of its vocabulary. */
export interface Valid<T> {
  readonly status: "valid";
  readonly value: T;
  /** Values that were removed because they couldn't be used and aren't required. */
  readonly notes?: readonly Issue[];
}

/** An event that was mapped to a call. */
export interface Mapped<Event = SemanticEmailEvent> {
  readonly status: "mapped";
  readonly event: Event;
  /** Values that count as absent because they couldn't be used, such as numbers beyond 2^53. */
  readonly notes?: readonly Issue[];
}

/** An event that the destination accepted. */
export interface Delivered {
  readonly status: "delivered";
}

/** An event that was left out on purpose, and why. */
export interface Skipped<Reason extends string = string> {
  readonly status: "skipped";
  /** A constant, such as `no-identity`: safe to count by. */
  readonly reason: Reason;
  /** Values that count as absent because they couldn't be used, which may be the cause of the skip. */
  readonly notes?: readonly Issue[];
}

/** An event with a name or a device that the vocabulary doesn't have. That isn't an error: vocabularies grow. */
export interface Unrecognized {
  readonly status: "unrecognized";
  /** The name of the event as it arrived; `""` if it has none. */
  readonly name: string;
  /** Why the event isn't recognized. Validators always return issues; mappers don't. */
  readonly issues?: readonly Issue[];
}

/** A value that isn't an event of its vocabulary, or an event that can't be mapped, with the issues. */
export interface Invalid {
  readonly status: "invalid";
  readonly issues: readonly Issue[];
}

/** An event that the destination refuses because of the event itself. Sending it again gives the same answer. */
export interface Rejected {
  readonly status: "rejected";
  /** The status of the answer; absent if no request was made. */
  readonly httpStatus?: number;
  /** One line: the API's message, or what is wrong with the event. */
  readonly reason: string;
}

/** An event that couldn't be delivered, although it may be valid. Keep it and send it again. */
export interface Undelivered {
  readonly status: "undelivered";
  /** One line: the last failure, and whether the event may have arrived. */
  readonly reason: string;
}

/**
 * The final outcome of one source event. Each step returns some of these outcomes: `Result` after validation,
 * `MapOutcome` after mapping, `DeliveryOutcome` after delivery. An event that continues is `valid` or `mapped` instead.
 */
export type EventOutcome<Reason extends string = string> =
  | Delivered
  | Skipped<Reason>
  | Unrecognized
  | Invalid
  | Rejected
  | Undelivered;

/** The result of validating an unknown value. An unrecognized event differs from an invalid one. */
export type Result<T> = Valid<T> | Required<Unrecognized> | Invalid;

/** The result of mapping one source event. A skipped event always has a reason. */
export type MapOutcome<Event = SemanticEmailEvent, Reason extends string = string> =
  | Mapped<Event>
  | Skipped<Reason>
  | Unrecognized
  | Invalid;

/** The result of delivering one event. */
export type DeliveryOutcome = Delivered | Rejected | Undelivered;
