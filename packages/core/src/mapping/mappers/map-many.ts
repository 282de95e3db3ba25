const isIterable = (value: unknown): value is Iterable<unknown> =>
  typeof value === "object" && value !== null && Symbol.iterator in value;

/**
 * Maps a list of events and returns one outcome per event, in order. A single value counts as a list of one: parsed JSON,
 * which has the type `any`, can be either.
 */
export const mapMany = <Event, Outcome>(
  events: readonly Event[],
  mapEvent: (event: Event) => Outcome,
): readonly Outcome[] =>
  // Not events.map(mapEvent), which skips holes and passes an index to the mapper.
  Array.from(isIterable(events) ? events : [events], (event) => mapEvent(event));
