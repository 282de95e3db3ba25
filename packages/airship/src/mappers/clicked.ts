import type { AirshipClickEvent } from "@email-events/core";
import { presentObject, text, toTrackCall } from "@email-events/core/mapping";
import type { AirshipEmailLinkClicked, AirshipLinkClickedProperties } from "../mapped-event.ts";
import type { Message } from "../message.ts";
import { fillUserAgent } from "../user-agent.ts";

/** Maps a click to `Email Link Clicked`, without `is_prefetched`, which is never true for a click. */
export const toClicked = (event: AirshipClickEvent, message: Message): AirshipEmailLinkClicked => {
  const details = presentObject(event.body.properties);
  const properties: AirshipLinkClickedProperties = message.properties;
  const name = text(details?.link_name);
  const url = text(details?.link_url);
  if (name !== undefined) properties.link_id = name;
  if (url !== undefined) properties.link_url = url;
  if (name !== undefined) properties.link_name = name;
  fillUserAgent(event, message);
  return toTrackCall(message, "Email Link Clicked", properties);
};
