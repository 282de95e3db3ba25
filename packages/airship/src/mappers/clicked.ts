import type { AirshipClickEvent } from "@email-events/core";
import { text } from "@email-events/core/mapping";
import type { AirshipEmailLinkClicked, AirshipLinkClickedProperties } from "../mapped-event.ts";
import { toMessageProperties, type Message } from "../message.ts";
import { presentObject } from "../present-object.ts";
import { fillReader, toReaderContext } from "../reader.ts";
import { toTrackCall } from "../track-call.ts";

/** Makes `Email Link Clicked` from a click. It has no `is_prefetched`: that is never true of a click. */
export const toClicked = (event: AirshipClickEvent, message: Message): AirshipEmailLinkClicked => {
  const details = presentObject(event.body.properties);
  const properties: AirshipLinkClickedProperties = toMessageProperties(message);
  const name = text(details?.link_name);
  const url = text(details?.link_url);
  if (name !== undefined) properties.link_id = name;
  if (url !== undefined) properties.link_url = url;
  if (name !== undefined) properties.link_name = name;
  fillReader(properties, details);
  const context = toReaderContext(message.recipient, properties);
  return toTrackCall(event, message, "Email Link Clicked", properties, context);
};
