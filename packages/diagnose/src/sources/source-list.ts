// Every vocabulary that events come in, one a line. Names, choices, detection and help derive from this list.
export { airshipMapping } from "@email-events/airship";
export { bulkTrackingMapping } from "@email-events/bulk-tracking";
