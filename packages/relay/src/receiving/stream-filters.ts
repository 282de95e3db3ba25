import { emailFeedback, type StreamFilter } from "@email-events/airship-stream";
import type { AirshipSettings, StreamName } from "../lifecycle/settings.ts";

/** What Airship leaves out of a stream; nothing where it is undefined. The compliance stream has no events of devices. */
export const toFilters = (name: StreamName, { events }: AirshipSettings): readonly StreamFilter[] | undefined =>
  name === "airship" && events === "email" ? [emailFeedback] : undefined;
