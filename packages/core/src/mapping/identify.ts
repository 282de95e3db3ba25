import type { Identity } from "../generated/semantic/types.ts";
import { toIdentity } from "../to-identity.ts";

/** The identifiers that a team's own function returns; one that identifies nobody counts as absent. */
export interface Identifiers {
  readonly userId?: string | null | undefined;
  readonly anonymousId?: string | null | undefined;
}

/** A team's own way to determine who an event is about; nothing, or neither identifier, skips the event. */
export type OwnIdentify<Event> = (event: Event) => Identifiers | null | undefined;

/** What an event says of the person it is about, each read with `identifier`. */
export interface Person {
  readonly userId?: string | undefined;
  readonly anonymousId?: string | undefined;
  /** Address that the message went to. */
  readonly recipient?: string | undefined;
}

/** Determines who an event is about; nothing when it is about nobody. */
export type Identify<Event> = (event: Event, person: Person) => Identity | undefined;

/** Makes the way to identify out of a team's own function. Errors that the function throws propagate. */
export const identifyBy =
  <Event>(identity: OwnIdentify<Event>): Identify<Event> =>
  (event) => {
    const identifiers = identity(event);
    return toIdentity(identifiers?.userId ?? undefined, identifiers?.anonymousId ?? undefined);
  };
