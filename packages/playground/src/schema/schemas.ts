// In one module: the schemas have so much in common that they are smaller together.
import specification from "@email-events/core/schemas/semantic/specification/event.json";

export { eventSchemas } from "../generated/event-schemas.ts";

/** The schema of semantic events in the specification page's spelling. */
export const specificationSchema: unknown = specification;
