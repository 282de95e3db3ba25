import type { AirshipSpamComplaintEvent } from "@email-events/core";
import { toTrackCall } from "@email-events/core/mapping";
import type { AirshipEmailMarkedAsSpam } from "../mapped-event.ts";
import type { Message } from "../message.ts";

/** Maps a spam complaint to `Email Marked as Spam`. */
export const toMarkedAsSpam = (_event: AirshipSpamComplaintEvent, message: Message): AirshipEmailMarkedAsSpam =>
  toTrackCall(message, "Email Marked as Spam", message.properties);
