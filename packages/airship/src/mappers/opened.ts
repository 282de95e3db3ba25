import type { AirshipInitialOpenEvent, AirshipOpenEvent } from "@email-events/core";
import type { AirshipEmailOpened, AirshipOpenedProperties } from "../mapped-event.ts";
import { toMessageProperties, type Message } from "../message.ts";
import { fillReader, toReaderContext } from "../reader.ts";
import { toTrackCall } from "../track-call.ts";

/** Makes `Email Opened` from an open of either pixel. */
export const toOpened = (event: AirshipInitialOpenEvent | AirshipOpenEvent, message: Message): AirshipEmailOpened => {
  const properties: AirshipOpenedProperties = toMessageProperties(message);
  fillReader(properties, event.body.properties);
  const context = toReaderContext(message.recipient, properties);
  return toTrackCall(event, message, "Email Opened", properties, context);
};
