import type { EmailLinkProperties, EmailListProperties, Unsubscribed } from "@email-events/core";
import type { MappedTrackCall, MessageProperties } from "@email-events/core/mapping";
import type { BounceCategory } from "./values/bounce-class.ts";

/** What every mapped event tells of its message, beyond the properties that Customer.io names. */
export interface AirshipMappedProperties extends MessageProperties {
  /** Address that the message came from. */
  sender?: string;
  /** Every campaign label of the send; the first one is `campaign_name` too. */
  campaign_categories?: string[];
}

/** What Airship tells of the program and the machine that opened a message or followed a link. */
export interface AirshipReaderProperties {
  /** Family of the mail program or browser. */
  agent_family?: string;
  /** Maker of the machine; `context.device.manufacturer` says the same. */
  device_brand?: string;
  /** Model of the machine; `context.device.model` says the same. */
  device_family?: string;
  /** Family of the operating system; `context.os.name` says the same. */
  os_family?: string;
  /** Version of the operating system; `context.os.version` says the same. */
  os_version?: string;
  /** Whether a phone or tablet was used. */
  is_mobile?: boolean;
}

/** Properties of a mapped bounce. */
export interface AirshipBouncedProperties extends AirshipMappedProperties {
  /** Code of the bounce class, mostly `"1"` to `"100"`, in digits also where Airship gives a number. */
  bounce_class?: string;
  /** Name of the bounce class; absent when the code has no known meaning. */
  bounce_class_name?: string;
  /** Category of the bounce class; absent when the code has no known meaning. */
  bounce_category?: BounceCategory;
  /** Whether Airship suppresses the address after this class; absent when there is no class. */
  is_hard_bounce?: boolean;
  /** Kind of bounce, as Airship gives it. */
  bounce_event_type?: string;
}

/** Properties of a mapped click. `link_id` and `link_name` are both the link's name: Airship has no other identifier. */
export interface AirshipLinkClickedProperties
  extends AirshipMappedProperties, EmailLinkProperties, AirshipReaderProperties {
  /** Name given to the link by its author. */
  link_name?: string;
}

/** Properties of a mapped open. */
export interface AirshipOpenedProperties extends AirshipMappedProperties, AirshipReaderProperties {
  /** Whether a privacy proxy probably loaded the message ahead of the reader. */
  is_prefetched?: boolean;
}

/** Properties of a mapped unsubscribe. */
export interface AirshipUnsubscribedProperties extends AirshipMappedProperties, EmailListProperties {
  /** How the recipient left, as Airship gives it. */
  unsubscribe_event_type?: string;
}

/**
 * A track call made from an Airship event: `messageId` is the event's `id`, equal for repeated deliveries of one event, and
 * `timestamp` its `occurred`, as it came.
 */
export type AirshipTrackCall<Name extends string, Properties> = MappedTrackCall<Name, Properties>;

/** `Email Bounced`, made from `bounce`, `out_of_band` or a COMPLIANCE `bounce`. */
export type AirshipEmailBounced = AirshipTrackCall<"Email Bounced", AirshipBouncedProperties>;

/** `Email Delivered`, made from `delivery`. */
export type AirshipEmailDelivered = AirshipTrackCall<"Email Delivered", AirshipMappedProperties>;

/** `Email Link Clicked`, made from `click`. */
export type AirshipEmailLinkClicked = AirshipTrackCall<"Email Link Clicked", AirshipLinkClickedProperties>;

/** `Email Marked as Spam`, made from `spam_complaint`. */
export type AirshipEmailMarkedAsSpam = AirshipTrackCall<"Email Marked as Spam", AirshipMappedProperties>;

/** `Email Opened`, made from `initial_open` or `open`. */
export type AirshipEmailOpened = AirshipTrackCall<"Email Opened", AirshipOpenedProperties>;

/** `Unsubscribed` or `Email Unsubscribed`, made from `unsubscribe`, `list_unsubscribe` or `link_unsubscribe`. */
export type AirshipUnsubscribed = AirshipTrackCall<Unsubscribed["event"], AirshipUnsubscribedProperties>;

/**
 * A semantic email event made from an Airship event. Comparing `event` tells which one, and with it which extra
 * properties there are. Assignable to `SemanticEmailEvent`.
 */
export type AirshipMappedEvent =
  | AirshipEmailBounced
  | AirshipEmailDelivered
  | AirshipEmailLinkClicked
  | AirshipEmailMarkedAsSpam
  | AirshipEmailOpened
  | AirshipUnsubscribed;
