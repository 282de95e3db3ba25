import type { AirshipDeliveryEvent } from "@email-events/core";
import type { AirshipEmailDelivered } from "../mapped-event.ts";
import { toMessageProperties, type Message } from "../message.ts";
import { toTrackCall } from "../track-call.ts";

/** Makes `Email Delivered` from a delivery. */
export const toDelivered = (event: AirshipDeliveryEvent, message: Message): AirshipEmailDelivered =>
  toTrackCall(event, message, "Email Delivered", toMessageProperties(message));
