import type { AirshipEvent } from "@email-events/core";
import { mapAirshipEvent } from "./map-airship-event.ts";
import type { AirshipMapOutcome, AirshipMapper } from "./map-outcome.ts";

/**
 * Maps a list of events: returns one outcome for each, in order.
 *
 * @param mapEvent - Maps each event; `mapAirshipEvent` by default.
 * @example
 * const outcomes = mapMany(events, createAirshipMapper({ opens: "both" }));
 */
export function mapMany(events: readonly AirshipEvent[]): readonly AirshipMapOutcome[];
export function mapMany<Call>(
  events: readonly AirshipEvent[],
  mapEvent: AirshipMapper<Call>,
): readonly AirshipMapOutcome<Call>[];
export function mapMany(
  events: readonly AirshipEvent[],
  mapEvent: AirshipMapper<unknown> = mapAirshipEvent,
): readonly AirshipMapOutcome<unknown>[] {
  // Not events.map(mapEvent): it leaves out the holes of a list, and hands the mapper an index.
  return Array.from(events, (event) => mapEvent(event));
}
