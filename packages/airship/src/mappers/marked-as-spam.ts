import type { AirshipSpamComplaintEvent } from "@email-events/core";
import type { AirshipEmailMarkedAsSpam } from "../mapped-event.ts";
import { toMessageProperties, type Message } from "../message.ts";
import { toTrackCall } from "../track-call.ts";

/** Makes `Email Marked as Spam` from a spam complaint. */
export const toMarkedAsSpam = (event: AirshipSpamComplaintEvent, message: Message): AirshipEmailMarkedAsSpam =>
  toTrackCall(event, message, "Email Marked as Spam", toMessageProperties(message));
