import type { AirshipEvent } from "@email-events/core";
import { mapMany as mapEach } from "@email-events/core/mapping";
import { mapAirshipEvent } from "./map-event.ts";
import type { AirshipMapOutcome, AirshipMapper } from "./map-outcome.ts";

/**
 * Maps a list of events and returns one outcome per event, in order. A single event counts as a list of one.
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
  return mapEach(events, mapEvent);
}
