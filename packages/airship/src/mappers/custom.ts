import type { AirshipDelayEvent, AirshipInjectionEvent, CustomTrackCall } from "@email-events/core";
import { toTrackCall } from "@email-events/core/mapping";
import type { ToCall } from "../message.ts";

/** Maps an event without a semantic equivalent to a custom event with the name from the option `forward`. */
export const toCustom =
  (name: string): ToCall<AirshipDelayEvent | AirshipInjectionEvent, CustomTrackCall> =>
  (_event, message) =>
    toTrackCall(message, name, { ...message.properties });
