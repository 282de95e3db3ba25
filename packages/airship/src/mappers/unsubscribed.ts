import type {
  AirshipLinkUnsubscribeEvent,
  AirshipListUnsubscribeEvent,
  AirshipUnsubscribeEvent,
  Unsubscribed,
} from "@email-events/core";
import { presentObject, text, toTrackCall } from "@email-events/core/mapping";
import type { AirshipUnsubscribed, AirshipUnsubscribedProperties } from "../mapped-event.ts";
import type { ToCall } from "../message.ts";

/** An unsubscribe of any of the three kinds. */
export type AnyUnsubscribe = AirshipUnsubscribeEvent | AirshipListUnsubscribeEvent | AirshipLinkUnsubscribeEvent;

const causeOf = (event: AnyUnsubscribe): unknown => presentObject(event.body.properties)?.unsubscribe_event_type;

// After these, Airship unsubscribes the address itself. It streams each of them as an event too.
const causes: ReadonlySet<unknown> = /* @__PURE__ */ new Set(["bounce", "spam_complaint", "out_of_band"]);

/** Whether Airship made the unsubscribe itself, as a consequence of another event. */
export const isConsequence = (event: AnyUnsubscribe): boolean => causes.has(causeOf(event));

/** Maps an unsubscribe to the name from the option `unsubscribeEvent`. */
export const toUnsubscribed =
  (name: Unsubscribed["event"]): ToCall<AnyUnsubscribe, AirshipUnsubscribed> =>
  (event, message) => {
    const properties: AirshipUnsubscribedProperties = message.properties;
    const cause = text(causeOf(event));
    if (cause !== undefined) properties.unsubscribe_event_type = cause;
    return toTrackCall(message, name, properties);
  };
