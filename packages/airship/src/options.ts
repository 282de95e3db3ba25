import type { Unsubscribed } from "@email-events/core";
import type { AirshipIdentify } from "./identify.ts";

/** Which of the two pixels of a message counts as an open. */
export type AirshipOpens = "initial_open" | "open" | "both";

/**
 * Names of the custom events to which kinds without a semantic equivalent are mapped. A kind without a name is skipped.
 */
export interface AirshipForwarding {
  /** Name for `delay`: the receiving server deferred the message, and another attempt follows. */
  readonly delay?: string | undefined;
  /** Name for `injection`: the provider accepted the message from Airship. */
  readonly injection?: string | undefined;
}

/** Options of an Airship mapper. */
export interface AirshipMapperOptions {
  /**
   * Which pixel counts as an open. A full view of a message loads the one at its top (`initial_open`) and the one at
   * its bottom (`open`); a message that the mail client truncates loads only the first. `"both"` counts a full view
   * twice.
   *
   * @default "initial_open"
   */
  readonly opens?: AirshipOpens | undefined;
  /**
   * Name of an unsubscribe. Customer.io's pages disagree: the specification and tools that match names exactly have
   * `Unsubscribed`, the Pipelines API page has `Email Unsubscribed`.
   *
   * @default "Unsubscribed"
   */
  readonly unsubscribeEvent?: Unsubscribed["event"] | undefined;
  /**
   * Who an event is about.
   * - `"named-user-or-address"`: `userId` is the named user, else the address (Customer.io uses an address in `userId`
   * as the person's email); `anonymousId` is the channel
   * - `"channel"`: `anonymousId` is the channel, and there is no `userId`
   * - a function of the event, whose result is used alone; errors that it throws propagate
   *
   * @default "named-user-or-address"
   */
  readonly identity?: "named-user-or-address" | "channel" | AirshipIdentify | undefined;
  /** Kinds to map to custom events, which are skipped otherwise. */
  readonly forward?: AirshipForwarding | undefined;
  /**
   * Whether an open that was probably made by a privacy proxy is mapped with `is_prefetched: true`, or skipped as
   * `prefetched`.
   *
   * @default "map"
   */
  readonly prefetchedOpens?: "map" | "skip" | undefined;
  /**
   * Whether a COMPLIANCE bounce is mapped. It accompanies a CUSTOM `bounce`, so map it only if the stream has no CUSTOM
   * events. It names no send: `email_id` is the event's own id, and there is no campaign.
   *
   * @default "skip"
   */
  readonly complianceBounce?: "map" | "skip" | undefined;
}
