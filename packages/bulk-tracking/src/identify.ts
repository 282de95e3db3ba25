import { type BulkTrackingEvent, type Identity, toIdentity } from "@email-events/core";
import { text } from "./text.ts";

/** The identifiers that a team's own function gives; an empty string counts as absent. */
export interface BulkTrackingIdentifiers {
  readonly userId?: string | undefined;
  readonly anonymousId?: string | undefined;
}

/** A team's own way to tell whom an event is about; nothing, or neither identifier, skips the event. */
export type BulkTrackingIdentify = (event: BulkTrackingEvent) => BulkTrackingIdentifiers | undefined;

/** Tells whom an event is about. Only a way that asks for the user among the sender's own data takes it out of there. */
export type Identify = (event: BulkTrackingEvent, takeUserId: () => string | undefined) => Identity | undefined;

/** Makes the way to identify that the option `identity` asks for. */
export const createIdentify = (identity: "user-id-or-recipient" | BulkTrackingIdentify): Identify => {
  if (identity === "user-id-or-recipient")
    return (event, takeUserId) => toIdentity(takeUserId() ?? text(event.recipient), undefined);
  return (event) => {
    const identifiers = identity(event);
    return toIdentity(text(identifiers?.userId), text(identifiers?.anonymousId));
  };
};
