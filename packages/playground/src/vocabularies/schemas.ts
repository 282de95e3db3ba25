import airship from "@email-events/core/schemas/airship/event.json";
import bulkTracking from "@email-events/core/schemas/bulk-tracking/event.json";
import semantic from "@email-events/core/schemas/semantic/event.json";
import specification from "@email-events/core/schemas/semantic/specification/event.json";
import type { VocabularyName } from "@email-events/diagnose";

/** The schema of the events of each vocabulary. In one module: they have so much in common that they are smaller together. */
export const eventSchemas: { readonly [V in VocabularyName]: unknown } = {
  airship,
  "bulk-tracking": bulkTracking,
  semantic,
};

/** The schema of semantic events in the specification page's spelling. */
export const specificationSchema: unknown = specification;
