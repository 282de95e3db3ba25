import type { BulkTrackingUnsubscribe, Unsubscribed } from "@email-events/core";
import { toTrackCall } from "@email-events/core/mapping";
import type { BulkTrackingUnsubscribed } from "../mapped-event.ts";
import type { ToCall } from "../message.ts";

/** Maps an unsubscribe to the name from the option `unsubscribeEvent`. */
export const toUnsubscribed =
  (name: Unsubscribed["event"]): ToCall<BulkTrackingUnsubscribe, BulkTrackingUnsubscribed> =>
  (_event, message) =>
    toTrackCall(message, name, message.properties);
