import type { EmailLinkProperties, EmailListProperties, Unsubscribed } from "@email-events/core";
import type { MappedTrackCall, MessageProperties } from "@email-events/core/mapping";

/** The properties of every mapped event in addition to Customer.io's. */
export interface BulkTrackingMappedProperties extends MessageProperties {
  /** The sender's data without the values that other properties took; absent if nothing remains. */
  additional?: { readonly [key: string]: unknown };
}

/** Properties of a mapped click. */
export interface BulkTrackingLinkClickedProperties extends BulkTrackingMappedProperties, EmailLinkProperties {}

/** Properties of a mapped unsubscribe. */
export interface BulkTrackingUnsubscribedProperties extends BulkTrackingMappedProperties, EmailListProperties {}

/**
 * A track call mapped from a bulk-tracking event. `messageId` is the event's `type` and `event_id`, as
 * `click:325128fc-...`, because an `event_id` is unique only within one type. `timestamp` is in UTC with milliseconds.
 */
export type BulkTrackingTrackCall<Name extends string, Properties> = MappedTrackCall<Name, Properties>;

/** `Email Link Clicked`, mapped from `click`. */
export type BulkTrackingEmailLinkClicked = BulkTrackingTrackCall<
  "Email Link Clicked",
  BulkTrackingLinkClickedProperties
>;

/** `Email Opened`, mapped from `open`. */
export type BulkTrackingEmailOpened = BulkTrackingTrackCall<"Email Opened", BulkTrackingMappedProperties>;

/** `Unsubscribed` or `Email Unsubscribed`, mapped from `unsubscribe`. */
export type BulkTrackingUnsubscribed = BulkTrackingTrackCall<Unsubscribed["event"], BulkTrackingUnsubscribedProperties>;

/**
 * A semantic email event mapped from a bulk-tracking event. Comparing `event` narrows the extra properties. Assignable
 * to `SemanticEmailEvent`.
 */
export type BulkTrackingMappedEvent = BulkTrackingEmailLinkClicked | BulkTrackingEmailOpened | BulkTrackingUnsubscribed;
