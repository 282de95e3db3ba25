import type { AirshipSpamComplaintEvent } from "@email-events/core";
import { toTrackCall } from "@email-events/core/mapping";
import type { AirshipEmailMarkedAsSpam } from "../mapped-event.ts";
import type { Message } from "../message.ts";

/** Makes `Email Marked as Spam` from a spam complaint. */
export const toMarkedAsSpam = (_event: AirshipSpamComplaintEvent, message: Message): AirshipEmailMarkedAsSpam =>
  toTrackCall(message, "Email Marked as Spam", message.properties);
