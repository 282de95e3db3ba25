import type { Unsubscribed } from "@email-events/core";
import type { BulkTrackingUnsubscribed } from "../mapped-event.ts";
import { toTrackCall, type Message } from "../message.ts";

/** What an unsubscribe takes out of the sender's own data. */
export const unsubscribedNames = ["email_subject", "campaign_id", "campaign_name", "list_id", "list_name"] as const;

/** Makes an unsubscribe, under the name that the option `unsubscribeEvent` asks for. */
export const toUnsubscribed =
  (name: Unsubscribed["event"]) =>
  (message: Message): BulkTrackingUnsubscribed =>
    toTrackCall(message, name, message.properties);
