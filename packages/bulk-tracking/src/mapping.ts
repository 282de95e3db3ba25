import { bulkTrackingEventNames, bulkTrackingEventTag, type BulkTrackingEvent } from "@email-events/core";
import { hasName, type Mapping } from "@email-events/core/mapping";
import { buildMapper } from "./mapper-table.ts";
import type { BulkTrackingMapperOptions } from "./options.ts";
import { optionForms, toSettings } from "./settings.ts";

const isNamed = /* @__PURE__ */ hasName(bulkTrackingEventTag, bulkTrackingEventNames);

/** The bulk-tracking vocabulary, for a program that offers several. */
export const bulkTrackingMapping = {
  vocabulary: "bulk-tracking",
  looksLike: (event) => isNamed(event) || "event_id" in event,
  options: optionForms,
  createMapper: (options: BulkTrackingMapperOptions) => buildMapper(toSettings(options)),
} as const satisfies Mapping<BulkTrackingEvent>;
