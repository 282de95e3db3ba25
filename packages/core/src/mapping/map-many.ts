/** Maps a list of events, each by itself: one outcome for each event, in their order. */
export const mapMany = <Event, Outcome>(
  events: readonly Event[],
  mapEvent: (event: Event) => Outcome,
): readonly Outcome[] =>
  // Not events.map(mapEvent): it leaves out the holes of a list, and hands the mapper an index.
  Array.from(events, (event) => mapEvent(event));
