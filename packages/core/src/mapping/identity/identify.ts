import type { Identity } from "../../generated/semantic/types.ts";
import { toIdentity } from "../../to-identity.ts";
import { chooseOption } from "../options/check-options.ts";

/** The identifiers that a custom function returns; one that identifies nobody counts as absent. */
export interface Identifiers {
  /** The person's id in your system, or their address. */
  readonly userId?: string | null | undefined;
  /** An id of a person whose `userId` isn't known, such as that of a device. */
  readonly anonymousId?: string | null | undefined;
}

/**
 * A custom function that determines who an event is about. The event is skipped if it returns nothing or neither
 * identifier.
 */
export type CustomIdentify<Event> = (event: Event) => Identifiers | null | undefined;

/** The person that an event names; each value was read with `identifier`. */
export interface Person {
  readonly userId?: string | undefined;
  readonly anonymousId?: string | undefined;
  /** The address that the message was sent to. */
  readonly recipient?: string | undefined;
}

/** Determines who an event is about; returns undefined if it identifies nobody. */
export type Identify<Event> = (event: Event, person: Person) => Identity | undefined;

/**
 * Says what was returned in place of identifiers; `undefined` for an object, which may have none of them for one event, and
 * for nothing.
 */
const misfitOf = (returned: unknown): string | undefined => {
  // `id && { userId: id }` returns an empty id as it is.
  if (!returned) return undefined;
  if (typeof returned !== "object") return `a ${typeof returned}`;
  if (Array.isArray(returned)) return "an array";
  return "then" in returned ? "a promise" : undefined;
};

/**
 * Wraps a custom function. Errors that the function throws propagate; one that returns something else than identifiers,
 * such as a bare id or a promise, identifies nobody, ever, which is a TypeError.
 */
export const identifyBy =
  <Event>(identity: CustomIdentify<Event>): Identify<Event> =>
  (event) => {
    const identifiers = identity(event);
    const misfit = misfitOf(identifiers);
    if (misfit !== undefined)
      throw new TypeError(`The option identity must return an object with userId or anonymousId, not ${misfit}.`);
    return toIdentity(identifiers?.userId ?? undefined, identifiers?.anonymousId ?? undefined);
  };

/**
 * Reads the option `identity`: the name of a strategy (by default the first one), or a custom function.
 *
 * @throws TypeError for a value that is neither a name nor a function.
 */
export const chooseIdentify = <Event, Name extends string>(
  given: Name | CustomIdentify<Event> | undefined,
  names: readonly [Name, ...Name[]],
  ways: { readonly [N in Name]: Identify<Event> },
): Identify<Event> =>
  typeof given === "function"
    ? identifyBy(given)
    : ways[chooseOption("identity", given, names, ", or a function of the event")];
