import type { EmailLinkProperties, EmailListProperties, Unsubscribed } from "@email-events/core";
import type { MappedTrackCall, MessageProperties } from "@email-events/core/mapping";
import type { BounceCategory } from "./values/bounce-class.ts";

/** The properties of every mapped event in addition to Customer.io's. */
export interface AirshipMappedProperties extends MessageProperties {
  /** Address of the sender. */
  sender?: string;
  /** Every campaign label of the send; the first one is `campaign_name` too. */
  campaign_categories?: string[];
}

/** The mail client or browser, and the device, that opened a message or followed a link. */
export interface AirshipReaderProperties {
  /** Family of the mail client or browser. */
  agent_family?: string;
  /** Manufacturer of the device, the same as `context.device.manufacturer`. */
  device_brand?: string;
  /** Model of the device, the same as `context.device.model`. */
  device_family?: string;
  /** Family of the operating system, the same as `context.os.name`. */
  os_family?: string;
  /** Version of the operating system, the same as `context.os.version`. */
  os_version?: string;
  /** Whether a phone or tablet was used. */
  is_mobile?: boolean;
}

/** Properties of a mapped bounce. */
export interface AirshipBouncedProperties extends AirshipMappedProperties {
  /** Code of the bounce class, usually `"1"` to `"100"`; a string even if Airship sends a number. */
  bounce_class?: string;
  /** Name of the bounce class; absent when the code has no known meaning. */
  bounce_class_name?: string;
  /** Category of the bounce class; absent when the code has no known meaning. */
  bounce_category?: BounceCategory;
  /** Whether Airship suppresses the address after this class; absent when there is no class. */
  is_hard_bounce?: boolean;
  /** Kind of bounce, as in Airship's event. */
  bounce_event_type?: string;
}

/** Properties of a mapped click. `link_id` and `link_name` are both the link's name: Airship has no other identifier. */
export interface AirshipLinkClickedProperties
  extends AirshipMappedProperties, EmailLinkProperties, AirshipReaderProperties {
  /** Name of the link, if its author gave it one. */
  link_name?: string;
}

/** Properties of a mapped open. */
export interface AirshipOpenedProperties extends AirshipMappedProperties, AirshipReaderProperties {
  /** Whether a privacy proxy probably loaded the message before the recipient did. */
  is_prefetched?: boolean;
}

/** Properties of a mapped unsubscribe. */
export interface AirshipUnsubscribedProperties extends AirshipMappedProperties, EmailListProperties {
  /** Kind of unsubscribe, as in Airship's event. */
  unsubscribe_event_type?: string;
}

/**
 * A track call mapped from an Airship event. `messageId` is the event's `id`, equal for repeated deliveries of one
 * event; `timestamp` is its `occurred`, unchanged.
 */
export type AirshipTrackCall<Name extends string, Properties> = MappedTrackCall<Name, Properties>;

/** `Email Bounced`, mapped from `bounce`, `out_of_band` or a COMPLIANCE `bounce`. */
export type AirshipEmailBounced = AirshipTrackCall<"Email Bounced", AirshipBouncedProperties>;

/** `Email Delivered`, mapped from `delivery`. */
export type AirshipEmailDelivered = AirshipTrackCall<"Email Delivered", AirshipMappedProperties>;

/** `Email Link Clicked`, mapped from `click`. */
export type AirshipEmailLinkClicked = AirshipTrackCall<"Email Link Clicked", AirshipLinkClickedProperties>;

/** `Email Marked as Spam`, mapped from `spam_complaint`. */
export type AirshipEmailMarkedAsSpam = AirshipTrackCall<"Email Marked as Spam", AirshipMappedProperties>;

/** `Email Opened`, mapped from `initial_open` or `open`. */
export type AirshipEmailOpened = AirshipTrackCall<"Email Opened", AirshipOpenedProperties>;

/** `Unsubscribed` or `Email Unsubscribed`, mapped from `unsubscribe`, `list_unsubscribe` or `link_unsubscribe`. */
export type AirshipUnsubscribed = AirshipTrackCall<Unsubscribed["event"], AirshipUnsubscribedProperties>;

/**
 * A semantic email event mapped from an Airship event. Comparing `event` narrows the extra properties. Assignable to
 * `SemanticEmailEvent`.
 */
export type AirshipMappedEvent =
  | AirshipEmailBounced
  | AirshipEmailDelivered
  | AirshipEmailLinkClicked
  | AirshipEmailMarkedAsSpam
  | AirshipEmailOpened
  | AirshipUnsubscribed;
