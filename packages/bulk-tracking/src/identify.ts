import { type BulkTrackingEvent, type Identity, toIdentity } from "@email-events/core";

/** The identifiers that a team's own function returns; one that identifies nobody counts as absent. */
export interface BulkTrackingIdentifiers {
  readonly userId?: string | null | undefined;
  readonly anonymousId?: string | null | undefined;
}

/** A team's own way to determine who an event is about; nothing, or neither identifier, skips the event. */
export type BulkTrackingIdentify = (event: BulkTrackingEvent) => BulkTrackingIdentifiers | null | undefined;

/** What an event says of the person, each an identifier: the user among the sender's own data, and the recipient. */
export interface Person {
  readonly takeUserId: () => string | undefined;
  readonly recipient: string | undefined;
}

/** Determines who an event is about. */
export type Identify = (event: BulkTrackingEvent, person: Person) => Identity | undefined;

/** Makes the way to identify that the option `identity` asks for. */
export const createIdentify = (identity: "user-id-or-recipient" | BulkTrackingIdentify): Identify => {
  if (identity === "user-id-or-recipient")
    return (_event, { takeUserId, recipient }) => {
      const userId = takeUserId() ?? recipient;
      return userId === undefined ? undefined : { userId };
    };
  return (event) => {
    const identifiers = identity(event);
    return toIdentity(identifiers?.userId ?? undefined, identifiers?.anonymousId ?? undefined);
  };
};
