import type { BulkTrackingUnsubscribe, Unsubscribed } from "@email-events/core";
import { toTrackCall } from "@email-events/core/mapping";
import type { BulkTrackingUnsubscribed } from "../mapped-event.ts";
import type { ToCall } from "../message.ts";

/** Makes an unsubscribe, under the name that the option `unsubscribeEvent` asks for. */
export const toUnsubscribed =
  (name: Unsubscribed["event"]): ToCall<BulkTrackingUnsubscribe, BulkTrackingUnsubscribed> =>
  (_event, message) =>
    toTrackCall(message, name, message.properties);
