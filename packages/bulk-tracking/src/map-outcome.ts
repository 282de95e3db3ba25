import type { BulkTrackingEvent, MapOutcome, Skipped } from "@email-events/core";
import type { Mapper } from "@email-events/core/mapping";
import type { BulkTrackingMappedEvent } from "./mapped-event.ts";

/**
 * Why a bulk-tracking event becomes no call:
 * - `no-event-id`: no `event_id`, and without one a repeated delivery would count twice
 * - `no-identity`: nobody to give the event to
 */
export type BulkTrackingSkipReason = "no-event-id" | "no-identity";

/** The outcome of an event that becomes no call. */
export type BulkTrackingSkipped = Skipped<BulkTrackingSkipReason>;

/**
 * What a mapper makes of one bulk-tracking event. It is `invalid` without a plausible timestamp: Customer.io would put the
 * moment of receipt in its place, quietly. `notes` of a mapped event say what counted as absent.
 */
export type BulkTrackingMapOutcome<Call = BulkTrackingMappedEvent> = MapOutcome<Call, BulkTrackingSkipReason>;

/** Maps any bulk-tracking event. Pure; doesn't throw. */
export type BulkTrackingMapper = Mapper<BulkTrackingEvent, BulkTrackingMappedEvent, BulkTrackingSkipReason>;
