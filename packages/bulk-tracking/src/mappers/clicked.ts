import type { BulkTrackingClick } from "@email-events/core";
import type { BulkTrackingEmailLinkClicked } from "../mapped-event.ts";
import { toTrackCall, type Message } from "../message.ts";
import { text } from "../text.ts";

/** What a click takes out of the sender's own data. */
export const clickedNames = ["email_subject", "campaign_id", "campaign_name", "link_id"] as const;

/** Makes `Email Link Clicked` from a click. */
export const toClicked = (
  event: BulkTrackingClick,
  message: Message<(typeof clickedNames)[number]>,
): BulkTrackingEmailLinkClicked => {
  const link_url = text(event.url);
  const properties = { ...message.properties, ...(link_url !== undefined && { link_url }) };
  return toTrackCall(event, message, "Email Link Clicked", properties);
};
