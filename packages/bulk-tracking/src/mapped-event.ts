import type { EmailLinkProperties, EmailListProperties, Unsubscribed } from "@email-events/core";
import type { MappedTrackCall, MessageProperties } from "@email-events/core/mapping";

/** What every mapped event tells of its message, beyond the properties that Customer.io names. */
export interface BulkTrackingMappedProperties extends MessageProperties {
  /** What no other property took of the sender's own data; absent when nothing is left. */
  additional?: { readonly [key: string]: unknown };
}

/** Properties of a mapped click. */
export interface BulkTrackingLinkClickedProperties extends BulkTrackingMappedProperties, EmailLinkProperties {}

/** Properties of a mapped unsubscribe. */
export interface BulkTrackingUnsubscribedProperties extends BulkTrackingMappedProperties, EmailListProperties {}

/**
 * A track call made from a bulk-tracking event: `messageId` is the event's `type` and `event_id`, as `click:325128fc-...`,
 * since an `event_id` is unique within one type only, and `timestamp` has milliseconds in UTC.
 */
export type BulkTrackingTrackCall<Name extends string, Properties> = MappedTrackCall<Name, Properties>;

/** `Email Link Clicked`, made from `click`. */
export type BulkTrackingEmailLinkClicked = BulkTrackingTrackCall<
  "Email Link Clicked",
  BulkTrackingLinkClickedProperties
>;

/** `Email Opened`, made from `open`. */
export type BulkTrackingEmailOpened = BulkTrackingTrackCall<"Email Opened", BulkTrackingMappedProperties>;

/** `Unsubscribed` or `Email Unsubscribed`, made from `unsubscribe`. */
export type BulkTrackingUnsubscribed = BulkTrackingTrackCall<Unsubscribed["event"], BulkTrackingUnsubscribedProperties>;

/**
 * A semantic email event made from a bulk-tracking event. Comparing `event` tells which one, and with it which extra
 * properties there are. Assignable to `SemanticEmailEvent`.
 */
export type BulkTrackingMappedEvent = BulkTrackingEmailLinkClicked | BulkTrackingEmailOpened | BulkTrackingUnsubscribed;
