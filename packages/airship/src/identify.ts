import type { AirshipComplianceBounce, AirshipEmailEvent } from "@email-events/core";
import {
  buildIdentity,
  identifier,
  presentObject,
  type Identifiers,
  type Identify as IdentifyEvent,
  type CustomIdentify,
  type Person,
} from "@email-events/core/mapping";

/** An Airship event that can be mapped, and so needs an identity. */
export type AirshipMappableEvent = AirshipEmailEvent | AirshipComplianceBounce;

/** The identifiers that a custom function returns; one that identifies nobody counts as absent. */
export type AirshipIdentifiers = Identifiers;

/**
 * A custom function that determines who an event is about. The event is skipped if it returns nothing or neither
 * identifier.
 */
export type AirshipIdentify = CustomIdentify<AirshipMappableEvent>;

/** Determines who an Airship event is about. */
export type Identify = IdentifyEvent<AirshipMappableEvent>;

// Airship's current docs, its examples and its property list each have another name for the named user.
const namedUserOf = (event: AirshipMappableEvent): string | undefined =>
  identifier(presentObject(event.user)?.named_user_id) ??
  identifier(event.device.named_user_id) ??
  identifier(event.device.named_user);

/** Reads the person of an event, given the recipient's address. */
export const readPerson = (event: AirshipMappableEvent, recipient: string | undefined): Person => ({
  userId: namedUserOf(event),
  anonymousId: identifier(event.device.channel),
  recipient,
});

/** The named user, else the address (which Customer.io uses as the person's email), and the channel. */
export const identifyByNamedUserOrAddress: Identify = (_event, { userId, anonymousId, recipient }) =>
  buildIdentity(userId ?? recipient, anonymousId);

/** Only the channel. */
export const identifyByChannel: Identify = (_event, { anonymousId }) => buildIdentity(undefined, anonymousId);
