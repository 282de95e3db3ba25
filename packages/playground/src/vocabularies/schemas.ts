import type { VocabularyName } from "@email-events/diagnose";

type LoadSchema = () => Promise<{ readonly default: unknown }>;

/** Loads the schema of the events of each vocabulary. */
export const eventSchemas: { readonly [V in VocabularyName]: LoadSchema } = {
  airship: () => import("@email-events/core/schemas/airship/event.json"),
  "bulk-tracking": () => import("@email-events/core/schemas/bulk-tracking/event.json"),
  semantic: () => import("@email-events/core/schemas/semantic/event.json"),
};

/** Loads the schema of semantic events in the specification page's spelling. */
export const loadSpecificationSchema: LoadSchema = () =>
  import("@email-events/core/schemas/semantic/specification/event.json");
