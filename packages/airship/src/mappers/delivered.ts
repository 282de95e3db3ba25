import type { AirshipDeliveryEvent } from "@email-events/core";
import { toTrackCall } from "@email-events/core/mapping";
import type { AirshipEmailDelivered } from "../mapped-event.ts";
import type { Message } from "../message.ts";

/** Maps a delivery to `Email Delivered`. */
export const toDelivered = (_event: AirshipDeliveryEvent, message: Message): AirshipEmailDelivered =>
  toTrackCall(message, "Email Delivered", message.properties);
