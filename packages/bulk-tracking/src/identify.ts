import type { BulkTrackingEvent } from "@email-events/core";
import {
  buildIdentity,
  type Identifiers,
  type Identify as IdentifyEvent,
  type CustomIdentify,
} from "@email-events/core/mapping";

/** The identifiers that a custom function returns; one that identifies nobody counts as absent. */
export type BulkTrackingIdentifiers = Identifiers;

/**
 * A custom function that determines who an event is about. The event is skipped if it returns nothing or neither
 * identifier.
 */
export type BulkTrackingIdentify = CustomIdentify<BulkTrackingEvent>;

/** Determines who a bulk-tracking event is about. */
export type Identify = IdentifyEvent<BulkTrackingEvent>;

/** The user, else the address (which Customer.io uses as the person's email). */
export const identifyByUserIdOrRecipient: Identify = (_event, { userId, recipient }) =>
  buildIdentity(userId ?? recipient, undefined);
