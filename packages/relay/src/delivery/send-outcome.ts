import type { DeliveryOutcome, SemanticEmailEvent } from "@email-events/core";

/** What became of an event that was sent, as `@email-events/pipelines` tells it. */
export type SendOutcome = DeliveryOutcome & { readonly event: SemanticEmailEvent };
