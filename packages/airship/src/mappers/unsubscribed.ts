import type {
  AirshipLinkUnsubscribeEvent,
  AirshipListUnsubscribeEvent,
  AirshipUnsubscribeEvent,
  Unsubscribed,
} from "@email-events/core";
import { text } from "@email-events/core/mapping";
import type { AirshipUnsubscribed, AirshipUnsubscribedProperties } from "../mapped-event.ts";
import { toMessageProperties, type ToCall } from "../message.ts";
import { presentObject } from "../present-object.ts";
import { toTrackCall } from "../track-call.ts";

/** An unsubscribe of any of the three kinds. */
export type AnyUnsubscribe = AirshipUnsubscribeEvent | AirshipListUnsubscribeEvent | AirshipLinkUnsubscribeEvent;

/** Makes an unsubscribe, under the name that the option `unsubscribeEvent` asks for. */
export const toUnsubscribed =
  (name: Unsubscribed["event"]): ToCall<AnyUnsubscribe, AirshipUnsubscribed> =>
  (event, message) => {
    const properties: AirshipUnsubscribedProperties = toMessageProperties(message);
    const how = text(presentObject(event.body.properties)?.unsubscribe_event_type);
    if (how !== undefined) properties.unsubscribe_event_type = how;
    return toTrackCall(event, message, name, properties);
  };
