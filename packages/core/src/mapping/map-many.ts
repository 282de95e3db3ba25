/** Maps a list of events and returns one outcome per event, in order. */
export const mapMany = <Event, Outcome>(
  events: readonly Event[],
  mapEvent: (event: Event) => Outcome,
): readonly Outcome[] =>
  // Not events.map(mapEvent), which skips holes and passes an index to the mapper.
  Array.from(events, (event) => mapEvent(event));
