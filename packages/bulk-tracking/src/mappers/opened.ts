import type { BulkTrackingOpen } from "@email-events/core";
import { toTrackCall } from "@email-events/core/mapping";
import type { BulkTrackingEmailOpened } from "../mapped-event.ts";
import type { Message } from "../message.ts";

/** Maps an open to `Email Opened`. */
export const toOpened = (_event: BulkTrackingOpen, message: Message): BulkTrackingEmailOpened =>
  toTrackCall(message, "Email Opened", message.properties);
