import { airshipEventNames, airshipEventTag, type AirshipEvent, type CustomTrackCall } from "@email-events/core";
import { hasName, type Mapping } from "@email-events/core/mapping";
import type { AirshipMapper } from "./map-outcome.ts";
import type { AirshipMappedEvent } from "./mapped-event.ts";
import { buildMapper } from "./mapper-table.ts";
import type { AirshipMapperOptions } from "./options.ts";
import { optionForms, toSettings } from "./settings.ts";

const isNamed = /* @__PURE__ */ hasName(airshipEventTag, airshipEventNames);

/** Airship's vocabulary, for a program that offers several. */
export const airshipMapping = {
  vocabulary: "airship",
  looksLike: (event) => isNamed(event) || ("occurred" in event && "processed" in event),
  options: optionForms,
  createMapper: (options: AirshipMapperOptions): AirshipMapper<AirshipMappedEvent | CustomTrackCall> =>
    buildMapper(toSettings(options)),
} as const satisfies Mapping<AirshipEvent>;
