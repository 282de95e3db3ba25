import type { AirshipDelayEvent, AirshipInjectionEvent, CustomTrackCall } from "@email-events/core";
import { toTrackCall } from "@email-events/core/mapping";
import type { ToCall } from "../message.ts";

/** Makes a custom event, under a name that the option `forward` gives, of a kind that no semantic event covers. */
export const toCustom =
  (name: string): ToCall<AirshipDelayEvent | AirshipInjectionEvent, CustomTrackCall> =>
  (_event, message) =>
    toTrackCall(message, name, { ...message.properties });
