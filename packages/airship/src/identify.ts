import { type AirshipComplianceBounce, type AirshipEmailEvent, type Identity, toIdentity } from "@email-events/core";
import { identifier } from "@email-events/core/mapping";
import { presentObject } from "./present-object.ts";

/** An Airship event that can become a call, and so needs a person it is about. */
export type AirshipMappableEvent = AirshipEmailEvent | AirshipComplianceBounce;

/** The identifiers that a team's own function returns; what identifies nobody counts as absent, as `""` or `null`. */
export interface AirshipIdentifiers {
  readonly userId?: string | null | undefined;
  readonly anonymousId?: string | null | undefined;
}

/** A team's own way to determine who an event is about; nothing, or neither identifier, skips the event. */
export type AirshipIdentify = (event: AirshipMappableEvent) => AirshipIdentifiers | null | undefined;

/** Determines who an event is about, given the address that the message went to. */
export type Identify = (event: AirshipMappableEvent, recipient: string | undefined) => Identity | undefined;

// Airship spells the named user in three ways: its current docs, its examples, its property list.
const namedUserOf = (event: AirshipMappableEvent): string | undefined =>
  identifier(presentObject(event.user)?.named_user_id) ??
  identifier(event.device.named_user_id) ??
  identifier(event.device.named_user);

const identifyByNamedUserOrAddress: Identify = (event, recipient) =>
  toIdentity(namedUserOf(event) ?? recipient, event.device.channel ?? undefined);

const identifyByChannel: Identify = (event) => toIdentity(undefined, event.device.channel ?? undefined);

/** Makes the way to identify that the option `identity` asks for. */
export const createIdentify = (identity: "named-user-or-address" | "channel" | AirshipIdentify): Identify => {
  if (identity === "channel") return identifyByChannel;
  if (identity === "named-user-or-address") return identifyByNamedUserOrAddress;
  return (event) => {
    const identifiers = identity(event);
    return toIdentity(identifiers?.userId ?? undefined, identifiers?.anonymousId ?? undefined);
  };
};
