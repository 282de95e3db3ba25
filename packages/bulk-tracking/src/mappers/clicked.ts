import type { BulkTrackingClick } from "@email-events/core";
import { text } from "@email-events/core/mapping";
import type { BulkTrackingEmailLinkClicked } from "../mapped-event.ts";
import { toTrackCall, type Message } from "../message.ts";

/** What a click takes out of the sender's own data. */
export const clickedNames = ["email_subject", "campaign_id", "campaign_name", "link_id"] as const;

/** Makes `Email Link Clicked` from a click. */
export const toClicked = (message: Message, event: BulkTrackingClick): BulkTrackingEmailLinkClicked => {
  const { properties } = message;
  const url = text(event.url);
  if (url !== undefined) properties.link_url = url;
  return toTrackCall(message, "Email Link Clicked", properties);
};
