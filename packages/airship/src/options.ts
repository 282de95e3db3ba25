import type { Unsubscribed } from "@email-events/core";
import type { AirshipIdentify } from "./identify.ts";

/** Which of the two pixels of a message count as an open. */
export type AirshipOpens = "initial_open" | "open" | "both";

/** Names under which kinds without a semantic event are forwarded as custom events. A kind without a name is skipped. */
export interface AirshipForwarding {
  /** Name for `delay`: the receiving side put the message off, another attempt follows. */
  readonly delay?: string;
  /** Name for `injection`: the provider took the message from Airship. */
  readonly injection?: string;
}

/** How an Airship mapper decides where there is a choice. */
export interface AirshipMapperOptions {
  /**
   * Which pixel counts as an open. One full view of a message loads the one at its head (`initial_open`) and the one at
   * its foot (`open`); a message that the mail program cuts short loads only the first. `"both"` counts a full view twice.
   *
   * @default "initial_open"
   */
  readonly opens?: AirshipOpens;
  /**
   * Name of an unsubscribe. Customer.io's pages disagree: the specification and the tools that match names exactly say
   * `Unsubscribed`, the Pipelines API page says `Email Unsubscribed`.
   *
   * @default "Unsubscribed"
   */
  readonly unsubscribeEvent?: Unsubscribed["event"];
  /**
   * Who an event is about.
   * - `"named-user-or-address"`: `userId` is the named user, else the address (Customer.io takes an address in `userId`
   *   as the person's email); `anonymousId` is the channel
   * - `"channel"`: `anonymousId` is the channel, and there is no `userId`
   * - a function of the event: what it returns, and nothing else; errors that it throws propagate
   *
   * @default "named-user-or-address"
   */
  readonly identity?: "named-user-or-address" | "channel" | AirshipIdentify;
  /** Kinds to forward as custom events, which are skipped otherwise. */
  readonly forward?: AirshipForwarding;
  /**
   * What becomes of an open that a privacy proxy probably made: mapped with `is_prefetched: true`, or skipped as
   * `prefetched`.
   *
   * @default "map"
   */
  readonly prefetchedOpens?: "map" | "skip";
  /**
   * What becomes of a COMPLIANCE bounce. It comes in conjunction with a CUSTOM `bounce`, so map it only where the stream
   * carries no CUSTOM events. It names no send: `email_id` is then the event's own id, and there is no campaign.
   *
   * @default "skip"
   */
  readonly complianceBounce?: "map" | "skip";
}
