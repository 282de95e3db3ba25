import type { Identity } from "../generated/semantic/types.ts";
import { toIdentity } from "../to-identity.ts";
import { chooseOption } from "./check-options.ts";

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

/**
 * Reads the option `identity`: the name of a way to identify, the first one where it isn't given, or a team's own function.
 *
 * @throws TypeError for a value that is neither a name nor a function.
 */
export const chooseIdentify = <Event, Name extends string>(
  given: Name | OwnIdentify<Event> | undefined,
  names: readonly [Name, ...Name[]],
  ways: { readonly [N in Name]: Identify<Event> },
): Identify<Event> =>
  typeof given === "function"
    ? identifyBy(given)
    : ways[chooseOption("identity", given, names, ", or a function of the event")];
