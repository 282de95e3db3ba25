import type { Unsubscribed } from "@email-events/core";
import type { AdditionalKey, AdditionalProperty } from "./values/additional.ts";
import type { BulkTrackingIdentify } from "./identify.ts";
import type { PlausibleTime } from "./values/plausible-time.ts";

/** How a bulk-tracking mapper decides where there is a choice. */
export interface BulkTrackingMapperOptions {
  /**
   * Name of an unsubscribe. Customer.io's pages disagree: the specification and the tools that match names exactly say
   * `Unsubscribed`, the Pipelines API page says `Email Unsubscribed`.
   *
   * @default "Unsubscribed"
   */
  readonly unsubscribeEvent?: Unsubscribed["event"];
  /**
   * Who an event is about.
   * - `"user-id-or-recipient"`: `userId` is the user among the sender's own data, else the recipient's address
   *   (Customer.io takes an address in `userId` as the person's email)
   * - a function of the event: what it returns, and nothing else; errors that it throws propagate
   *
   * @default "user-id-or-recipient"
   */
  readonly identity?: "user-id-or-recipient" | BulkTrackingIdentify;
  /**
   * Where the sender's own data (`additional`) holds what the event has no field for: for each property a key, or
   * several keys to try in turn. A property that isn't named here keeps its default; `[]` switches it off.
   *
   * @default every property under its own name, and the user under `user_id`, then `userId`
   * @example { campaign_id: "campaign", userId: ["customer", "user_id"] }
   */
  readonly additional?: { readonly [Property in AdditionalProperty]?: AdditionalKey };
  /**
   * Between which moments an event can have happened, both included; others are `invalid`. The schema takes no moment
   * outside of the default, so that a wider range is for events that aren't validated.
   *
   * @default the moments whose Unix milliseconds have thirteen digits: 2001-09-09T01:46:40.000Z to 2286-11-20T17:46:39.999Z
   * @example { from: "2024-01-01", to: new Date(Date.now() + 86_400_000) }
   */
  readonly plausibleTime?: PlausibleTime;
}
