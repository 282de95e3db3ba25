import type { BulkTrackingClick } from "@email-events/core";
import { text, toTrackCall } from "@email-events/core/mapping";
import type { BulkTrackingEmailLinkClicked, BulkTrackingLinkClickedProperties } from "../mapped-event.ts";
import type { Message } from "../message.ts";

/** Maps a click to `Email Link Clicked`. */
export const toClicked = (event: BulkTrackingClick, message: Message): BulkTrackingEmailLinkClicked => {
  const properties: BulkTrackingLinkClickedProperties = message.properties;
  const url = text(event.url);
  if (url !== undefined) properties.link_url = url;
  return toTrackCall(message, "Email Link Clicked", properties);
};
