import type { BulkTrackingEvent, MapOutcome, Skipped } from "@email-events/core";
import type { Mapper } from "@email-events/core/mapping";
import type { BulkTrackingMappedEvent } from "./mapped-event.ts";

/**
 * Why a bulk-tracking event is skipped:
 * - `no-event-id`: no `event_id`, or one that many events would share (`null`, the nil UUID), without which a repeated delivery would count twice
 * - `no-identity`: the event identifies nobody
 */
export type BulkTrackingSkipReason = "no-event-id" | "no-identity";

/** The outcome of a skipped event. */
export type BulkTrackingSkipped = Skipped<BulkTrackingSkipReason>;

/**
 * The outcome of mapping one bulk-tracking event. It is `invalid` without a plausible timestamp, which Customer.io
 * would silently replace with the time of receipt. `notes` of a mapped event list the values that count as absent.
 */
export type BulkTrackingMapOutcome<Call = BulkTrackingMappedEvent> = MapOutcome<Call, BulkTrackingSkipReason>;

/** Maps one bulk-tracking event. Pure; throws only what a custom `identity` throws. */
export type BulkTrackingMapper = Mapper<BulkTrackingEvent, BulkTrackingMappedEvent, BulkTrackingSkipReason>;
