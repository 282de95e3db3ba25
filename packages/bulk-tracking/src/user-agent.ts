import type { BulkTrackingEvent } from "@email-events/core";
import { text, type Message } from "@email-events/core/mapping";

/** Adds the reader's IP address and user agent to the context of the call. */
export const fillUserAgent = (event: BulkTrackingEvent, { context }: Message): void => {
  const ip = text(event.ip);
  if (ip !== undefined) context.ip = ip;
  const userAgent = text(event.user_agent);
  if (userAgent !== undefined) context.userAgent = userAgent;
};
