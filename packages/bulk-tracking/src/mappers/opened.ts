import type { BulkTrackingOpen } from "@email-events/core";
import type { BulkTrackingEmailOpened } from "../mapped-event.ts";
import { toTrackCall, type Message } from "../message.ts";

/** What an open takes out of the sender's own data. */
export const openedNames = ["email_subject", "campaign_id", "campaign_name"] as const;

/** Makes `Email Opened` from an open. */
export const toOpened = (
  event: BulkTrackingOpen,
  message: Message<(typeof openedNames)[number]>,
): BulkTrackingEmailOpened => toTrackCall(event, message, "Email Opened", message.properties);
