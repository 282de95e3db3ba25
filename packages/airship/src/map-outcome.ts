import type { AirshipEvent, MapOutcome, Skipped } from "@email-events/core";
import type { Mapper } from "@email-events/core/mapping";
import type { AirshipMappedEvent } from "./mapped-event.ts";

/**
 * Why an Airship event is skipped:
 * - `counted-by-initial-open`: an `open`, and the opens are counted by `initial_open`
 * - `counted-by-open`: an `initial_open`, and the opens are counted by `open`
 * - `prefetched`: an open that was probably made by a privacy proxy, with `prefetchedOpens: "skip"`
 * - `consequence-of-another-event`: an unsubscribe that Airship made after a bounce or a complaint, which is an event
 * too
 * - `not-terminal`: a `delay`; a bounce or a delivery follows within 72 hours
 * - `no-semantic-event`: an `injection` or a COMPLIANCE `registration`; they have no semantic equivalent
 * - `reported-by-custom-bounce`: a COMPLIANCE `bounce`; the CUSTOM `bounce` that accompanies it has more details
 * - `not-an-event`: an `OFFSET_UPDATE`; it only marks a position of the stream
 * - `no-event-id`: no `id`, or one that many events would share (`null`, the nil UUID), without which a repeated delivery
 * would count twice
 * - `no-identity`: the event identifies nobody
 */
export type AirshipSkipReason =
  | "counted-by-initial-open"
  | "counted-by-open"
  | "prefetched"
  | "consequence-of-another-event"
  | "not-terminal"
  | "no-semantic-event"
  | "reported-by-custom-bounce"
  | "not-an-event"
  | "no-event-id"
  | "no-identity";

/** The outcome of a skipped event. */
export type AirshipSkipped = Skipped<AirshipSkipReason>;

/**
 * The outcome of mapping one Airship event. It is `invalid` without a time, which Customer.io would silently replace with
 * that of the receipt; a valid event has one.
 */
export type AirshipMapOutcome<Call = AirshipMappedEvent> = MapOutcome<Call, AirshipSkipReason>;

/** Maps one Airship event, which is one line of its stream. Pure; throws only what a custom `identity` throws. */
export type AirshipMapper<Call = AirshipMappedEvent> = Mapper<AirshipEvent, Call, AirshipSkipReason>;
