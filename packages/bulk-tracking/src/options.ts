import type { Unsubscribed } from "@email-events/core";
import type { AdditionalKey, AdditionalProperty } from "./values/additional.ts";
import type { BulkTrackingIdentify } from "./identify.ts";
import type { PlausibleTime } from "./values/plausible-time.ts";

/** Options of a bulk-tracking mapper. */
export interface BulkTrackingMapperOptions {
  /**
   * Name of an unsubscribe. Customer.io's pages disagree: the specification and tools that match names exactly have
   * `Unsubscribed`, the Pipelines API page has `Email Unsubscribed`.
   *
   * @default "Unsubscribed"
   */
  readonly unsubscribeEvent?: Unsubscribed["event"] | undefined;
  /**
   * Who an event is about.
   * - `"user-id-or-recipient"`: `userId` is the user in the sender's data, else the recipient's address (Customer.io
   * uses an address in `userId` as the person's email)
   * - a function of the event, whose result is used alone; errors that it throws propagate
   *
   * @default "user-id-or-recipient"
   */
  readonly identity?: "user-id-or-recipient" | BulkTrackingIdentify | undefined;
  /**
   * The keys of the sender's data (`additional`) from which properties are taken: for each property a key, or several
   * keys to try in turn. A property that isn't given keeps its default; `[]` turns it off.
   *
   * @default the name of each property; for the user `user_id`, then `userId`
   * @example { campaign_id: "campaign", userId: ["customer", "user_id"] }
   */
  readonly additional?: { readonly [Property in AdditionalProperty]?: AdditionalKey | undefined } | undefined;
  /**
   * The range of times in which an event can have happened, both bounds included; other events are `invalid`. The
   * schema accepts only the default range, so a wider range is for events that aren't validated.
   *
   * @default the times whose Unix milliseconds have thirteen digits: 2001-09-09T01:46:40.000Z to
   * 2286-11-20T17:46:39.999Z
   * @example { from: "2024-01-01", to: new Date(Date.now() + 86_400_000) }
   */
  readonly plausibleTime?: PlausibleTime | undefined;
}
