import type { AirshipDelayEvent, AirshipInjectionEvent, CustomTrackCall } from "@email-events/core";
import { toMessageProperties, type ToCall } from "../message.ts";
import { toTrackCall } from "../track-call.ts";

/** Makes a custom event, under a name that the option `forward` gives, of a kind that no semantic event covers. */
export const toCustom =
  (name: string): ToCall<AirshipDelayEvent | AirshipInjectionEvent, CustomTrackCall> =>
  (event, message) =>
    toTrackCall(event, message, name, { ...toMessageProperties(message) });
