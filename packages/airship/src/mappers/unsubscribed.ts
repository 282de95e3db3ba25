import type {
  AirshipLinkUnsubscribeEvent,
  AirshipListUnsubscribeEvent,
  AirshipUnsubscribeEvent,
  Unsubscribed,
} from "@email-events/core";
import type { AirshipUnsubscribed } from "../mapped-event.ts";
import type { ToCall } from "../message.ts";
import { text } from "../text.ts";
import { toTrackCall } from "../track-call.ts";

/** An unsubscribe of any of the three kinds. */
export type AnyUnsubscribe = AirshipUnsubscribeEvent | AirshipListUnsubscribeEvent | AirshipLinkUnsubscribeEvent;

/** Makes an unsubscribe, under the name that the option `unsubscribeEvent` asks for. */
export const toUnsubscribed =
  (name: Unsubscribed["event"]): ToCall<AnyUnsubscribe, AirshipUnsubscribed> =>
  (event, message) => {
    const unsubscribe_event_type = text(event.body.properties.unsubscribe_event_type);
    return toTrackCall(event, message, name, {
      ...message.properties,
      ...(unsubscribe_event_type !== undefined && { unsubscribe_event_type }),
    });
  };
