import type { AirshipInitialOpenEvent, AirshipOpenEvent } from "@email-events/core";
import type { AirshipEmailOpened, AirshipOpenedProperties } from "../mapped-event.ts";
import { toMessageProperties, type Message } from "../message.ts";
import { parseFlag } from "../parse-flag.ts";
import { presentObject } from "../present-object.ts";
import { fillReader, toReaderContext } from "../reader.ts";
import { toTrackCall } from "../track-call.ts";

/** Makes `Email Opened` from an open of either pixel. */
export const toOpened = (event: AirshipInitialOpenEvent | AirshipOpenEvent, message: Message): AirshipEmailOpened => {
  const properties: AirshipOpenedProperties = toMessageProperties(message);
  const details = presentObject(event.body.properties);
  fillReader(properties, details);
  const isPrefetched = parseFlag(details?.is_prefetched);
  if (isPrefetched !== undefined) properties.is_prefetched = isPrefetched;
  const context = toReaderContext(message.recipient, properties);
  return toTrackCall(event, message, "Email Opened", properties, context);
};
