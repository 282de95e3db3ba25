import type { BulkTrackingEvent } from "@email-events/core";
import { mapMany as mapEach } from "@email-events/core/mapping";
import { mapBulkTrackingEvent } from "./map-event.ts";
import type { BulkTrackingMapOutcome, BulkTrackingMapper } from "./map-outcome.ts";

/**
 * Maps a list of events and returns one outcome per event, in order. A single event counts as a list of one: that is how
 * some senders post it.
 *
 * @param mapEvent - Maps each event; `mapBulkTrackingEvent` by default.
 * @example
 * const outcomes = mapMany(events, createBulkTrackingMapper({ additional: { campaign_id: "campaign" } }));
 */
export const mapMany = (
  events: readonly BulkTrackingEvent[],
  mapEvent: BulkTrackingMapper = mapBulkTrackingEvent,
): readonly BulkTrackingMapOutcome[] => mapEach(events, mapEvent);
