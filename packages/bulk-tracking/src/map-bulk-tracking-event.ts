import { createBulkTrackingMapper } from "./create-bulk-tracking-mapper.ts";
import type { BulkTrackingMapper } from "./map-outcome.ts";

/** Maps one bulk-tracking event with every option at its default. */
export const mapBulkTrackingEvent: BulkTrackingMapper = /* @__PURE__ */ createBulkTrackingMapper();
