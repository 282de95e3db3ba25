// In one module, and in this order: the schemas have so much in common that they are smaller beside each other.
export { eventSchemas } from "../generated/event-schemas.ts";
import specification from "@email-events/core/schemas/semantic/specification/event.json";

/** The schema of semantic events in the specification page's spelling. */
export const specificationSchema: unknown = specification;
