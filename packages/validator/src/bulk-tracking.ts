import type { BulkTrackingEvent } from "@email-events/core";
import { isBulkTrackingEvent, issuesOfBulkTrackingEvent } from "./generated/bulk-tracking/validators.js";
import { createVocabulary, type Vocabulary } from "./vocabulary.ts";

/** The items that a bulk tracking service posts: clicks, opens and unsubscribes. */
export const bulkTracking: Vocabulary<BulkTrackingEvent> = createVocabulary({
  name: "bulk-tracking",
  is: isBulkTrackingEvent,
  issuesOf: issuesOfBulkTrackingEvent,
});
