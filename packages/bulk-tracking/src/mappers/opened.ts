import type { BulkTrackingEmailOpened } from "../mapped-event.ts";
import { toTrackCall, type Message } from "../message.ts";

/** What an open takes out of the sender's own data. */
export const openedNames = ["email_subject", "campaign_id", "campaign_name"] as const;

/** Makes `Email Opened` from an open. */
export const toOpened = (message: Message): BulkTrackingEmailOpened =>
  toTrackCall(message, "Email Opened", message.properties);
