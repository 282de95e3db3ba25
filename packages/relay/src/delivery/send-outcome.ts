import type { DeliveryOutcome } from "@email-events/core";
import type { RelayedEvent } from "../judging/step.ts";

/** The outcome of an event that was sent, as `@email-events/pipelines` returns it. */
export type SendOutcome = DeliveryOutcome & { readonly event: RelayedEvent };
