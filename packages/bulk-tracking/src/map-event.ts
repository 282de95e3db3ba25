import type { BulkTrackingMapper } from "./map-outcome.ts";
import { buildMapper } from "./mapper-table.ts";
import { defaultSettings } from "./settings.ts";

/** Maps one bulk-tracking event with default options. */
export const mapBulkTrackingEvent: BulkTrackingMapper = /* @__PURE__ */ buildMapper(defaultSettings);
