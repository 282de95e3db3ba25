import type { BulkTrackingEvent, MapOutcome, Skipped } from "@email-events/core";
import type { Mapper } from "@email-events/core/mapping";
import type { BulkTrackingMappedEvent } from "./mapped-event.ts";

/**
 * Why a bulk-tracking event is skipped:
 * - `no-event-id`: no `event_id`, without which a repeated delivery would count twice
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

/** Maps any bulk-tracking event. Pure; doesn't throw. */
export type BulkTrackingMapper = Mapper<BulkTrackingEvent, BulkTrackingMappedEvent, BulkTrackingSkipReason>;
