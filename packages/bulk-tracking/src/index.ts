export { createBulkTrackingMapper } from "./create-mapper.ts";
export { mapBulkTrackingEvent } from "./map-event.ts";
export { mapMany } from "./map-many.ts";
export { bulkTrackingMapping } from "./mapping.ts";
export type { AdditionalKey, AdditionalProperty } from "./values/additional.ts";
export type { BulkTrackingIdentifiers, BulkTrackingIdentify } from "./identify.ts";
export type {
  BulkTrackingMapOutcome,
  BulkTrackingMapper,
  BulkTrackingSkipped,
  BulkTrackingSkipReason,
} from "./map-outcome.ts";
export type {
  BulkTrackingEmailLinkClicked,
  BulkTrackingEmailOpened,
  BulkTrackingLinkClickedProperties,
  BulkTrackingMappedEvent,
  BulkTrackingMappedProperties,
  BulkTrackingTrackCall,
  BulkTrackingUnsubscribed,
  BulkTrackingUnsubscribedProperties,
} from "./mapped-event.ts";
export type { BulkTrackingMapperOptions } from "./options.ts";
export type { Moment, PlausibleTime } from "./values/plausible-time.ts";
