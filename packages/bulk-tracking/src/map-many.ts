import type { BulkTrackingEvent } from "@email-events/core";
import { mapBulkTrackingEvent } from "./map-bulk-tracking-event.ts";
import type { BulkTrackingMapOutcome, BulkTrackingMapper } from "./map-outcome.ts";

/**
 * Maps the events of one request, each by itself: one outcome for each event, in their order.
 *
 * @param mapEvent - A mapper with options of your own; every option at its default otherwise.
 */
export const mapMany = (
  events: readonly BulkTrackingEvent[],
  mapEvent: BulkTrackingMapper = mapBulkTrackingEvent,
): readonly BulkTrackingMapOutcome[] =>
  // Not events.map(mapEvent): it leaves out the holes of a list, and hands the mapper an index.
  Array.from(events, (event) => mapEvent(event));
