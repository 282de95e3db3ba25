import type { AirshipEvent, MapOutcome, Skipped } from "@email-events/core";
import type { Mapper } from "@email-events/core/mapping";
import type { AirshipMappedEvent } from "./mapped-event.ts";

/**
 * Why an Airship event becomes no call:
 * - `counted-by-initial-open`: an `open`, and the opens are counted by `initial_open`
 * - `counted-by-open`: an `initial_open`, and the opens are counted by `open`
 * - `prefetched`: an open that a privacy proxy probably made, and those are left out
 * - `consequence-of-another-event`: an unsubscribe that Airship made after a bounce or a complaint, itself an event
 * - `not-terminal`: a `delay`; a bounce or a delivery follows within 72 hours
 * - `no-semantic-event`: an `injection` or a COMPLIANCE `registration`; no semantic event says that
 * - `reported-by-custom-bounce`: a COMPLIANCE `bounce`; the `bounce` beside it says more
 * - `not-an-event`: an `OFFSET_UPDATE`; it only tells how far the stream has been read
 * - `no-email-id`: neither a `push_id` nor an `id`, and a semantic event can't be without an `email_id`
 * - `no-identity`: nobody to give the event to
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
  | "no-email-id"
  | "no-identity";

/** The outcome of an event that becomes no call. */
export type AirshipSkipped = Skipped<AirshipSkipReason>;

/** What a mapper makes of one Airship event. */
export type AirshipMapOutcome<Call = AirshipMappedEvent> = MapOutcome<Call, AirshipSkipReason>;

/** Maps any line of an Airship event stream. Pure; doesn't throw. */
export type AirshipMapper<Call = AirshipMappedEvent> = Mapper<AirshipEvent, Call, AirshipSkipReason>;
