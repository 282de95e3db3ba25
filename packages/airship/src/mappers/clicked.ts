import type { AirshipClickEvent } from "@email-events/core";
import type { AirshipEmailLinkClicked } from "../mapped-event.ts";
import type { Message } from "../message.ts";
import { toReaderContext, toReaderProperties } from "../reader.ts";
import { text } from "../text.ts";
import { toContext, toTrackCall } from "../track-call.ts";

/** Makes `Email Link Clicked` from a click. */
export const toClicked = (event: AirshipClickEvent, message: Message): AirshipEmailLinkClicked => {
  const details = event.body.properties;
  const link_url = text(details.link_url);
  const link_name = text(details.link_name);
  const reader = toReaderProperties(details);
  const properties = {
    ...message.properties,
    ...(link_name !== undefined && { link_id: link_name }),
    ...(link_url !== undefined && { link_url }),
    ...(link_name !== undefined && { link_name }),
    ...reader,
  };
  const context = { ...toContext(message.recipient), ...toReaderContext(reader) };
  return toTrackCall(event, message, "Email Link Clicked", properties, context);
};
