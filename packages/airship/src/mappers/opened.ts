import type { AirshipInitialOpenEvent, AirshipOpenEvent } from "@email-events/core";
import type { AirshipEmailOpened } from "../mapped-event.ts";
import type { Message } from "../message.ts";
import { toReaderContext, toReaderProperties } from "../reader.ts";
import { toContext, toTrackCall } from "../track-call.ts";

/** Makes `Email Opened` from an open of either pixel. */
export const toOpened = (event: AirshipInitialOpenEvent | AirshipOpenEvent, message: Message): AirshipEmailOpened => {
  const reader = toReaderProperties(event.body.properties);
  const properties = { ...message.properties, ...reader };
  const context = { ...toContext(message.recipient), ...toReaderContext(reader) };
  return toTrackCall(event, message, "Email Opened", properties, context);
};
