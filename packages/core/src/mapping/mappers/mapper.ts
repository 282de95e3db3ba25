import type { SemanticEmailEvent } from "../../generated/semantic/types.ts";
import type { MapOutcome } from "../../outcome.ts";

/** Maps one event to one outcome. Pure. */
export type Mapper<Event, Call = SemanticEmailEvent, Reason extends string = string> = (
  event: Event,
) => MapOutcome<Call, Reason>;

/** A mapper for each name of a vocabulary: a name without a mapper doesn't compile. */
export type MapperTable<EventMap, Call = SemanticEmailEvent, Reason extends string = string> = {
  readonly [Name in keyof EventMap]: Mapper<EventMap[Name], Call, Reason>;
};
