import type { AirshipComplianceBounce, AirshipEmailEvent } from "@email-events/core";
import {
  buildIdentity,
  identifier,
  presentObject,
  type Identifiers,
  type Identify as IdentifyEvent,
  type OwnIdentify,
  type Person,
} from "@email-events/core/mapping";

/** An Airship event that can become a call, and so needs a person it is about. */
export type AirshipMappableEvent = AirshipEmailEvent | AirshipComplianceBounce;

/** The identifiers that a team's own function returns; one that identifies nobody counts as absent. */
export type AirshipIdentifiers = Identifiers;

/** A team's own way to determine who an event is about; nothing, or neither identifier, skips the event. */
export type AirshipIdentify = OwnIdentify<AirshipMappableEvent>;

/** Determines who an Airship event is about. */
export type Identify = IdentifyEvent<AirshipMappableEvent>;

// Airship spells the named user in three ways: its current docs, its examples, its property list.
const namedUserOf = (event: AirshipMappableEvent): string | undefined =>
  identifier(presentObject(event.user)?.named_user_id) ??
  identifier(event.device.named_user_id) ??
  identifier(event.device.named_user);

/** Reads what an event says of the person, given the address that the message went to. */
export const readPerson = (event: AirshipMappableEvent, recipient: string | undefined): Person => ({
  userId: namedUserOf(event),
  anonymousId: identifier(event.device.channel),
  recipient,
});

/** The named user, else the address, which Customer.io takes as the person's email; and the channel. */
export const identifyByNamedUserOrAddress: Identify = (_event, { userId, anonymousId, recipient }) =>
  buildIdentity(userId ?? recipient, anonymousId);

/** The channel alone. */
export const identifyByChannel: Identify = (_event, { anonymousId }) => buildIdentity(undefined, anonymousId);
