import { type AirshipComplianceBounce, type AirshipEmailEvent, type Identity, toIdentity } from "@email-events/core";
import { text } from "./text.ts";

/** An Airship event that can become a call, and so needs somebody to give it to. */
export type AirshipMappableEvent = AirshipEmailEvent | AirshipComplianceBounce;

/** The identifiers that a team's own function gives; an empty string counts as absent. */
export interface AirshipIdentifiers {
  readonly userId?: string | undefined;
  readonly anonymousId?: string | undefined;
}

/** A team's own way to tell whom an event is about; nothing, or neither identifier, skips the event. */
export type AirshipIdentify = (event: AirshipMappableEvent) => AirshipIdentifiers | undefined;

/** Tells whom an event is about, given the address that the message went to. */
export type Identify = (event: AirshipMappableEvent, recipient: string | undefined) => Identity | undefined;

// Airship spells the named user in three ways: its current docs, its examples, its property list.
const namedUserOf = (event: AirshipMappableEvent): string | undefined =>
  text(event.user?.named_user_id) ?? text(event.device.named_user_id) ?? text(event.device.named_user);

const identifyByNamedUserOrAddress: Identify = (event, recipient) =>
  toIdentity(namedUserOf(event) ?? recipient, text(event.device.channel));

const identifyByChannel: Identify = (event) => toIdentity(undefined, text(event.device.channel));

/** Makes the way to identify that the option `identity` asks for. */
export const createIdentify = (identity: "named-user-or-address" | "channel" | AirshipIdentify): Identify => {
  if (identity === "channel") return identifyByChannel;
  if (identity === "named-user-or-address") return identifyByNamedUserOrAddress;
  return (event) => {
    const identifiers = identity(event);
    return toIdentity(text(identifiers?.userId), text(identifiers?.anonymousId));
  };
};
