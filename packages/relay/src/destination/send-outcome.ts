import type { DeliveryOutcome } from "@email-events/core";

/** The outcome of an event that was sent, as `@email-events/pipelines` returns it. */
export type SendOutcome<Event> = DeliveryOutcome & { readonly event: Event };
