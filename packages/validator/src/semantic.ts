import type { SemanticEmailEvent, SpecificationEmailEvent } from "@email-events/core";
import {
  isSemanticEmailEvent,
  isSpecificationEmailEvent,
  issuesOfSemanticEmailEvent,
  issuesOfSpecificationEmailEvent,
} from "./generated/semantic/validators.js";
import { createVocabulary, type Vocabulary } from "./vocabulary.ts";

/** Whether a value that isn't valid was meant in the spelling of the specification page. */
const isMeantAsSpecification = (value: unknown): boolean =>
  typeof value === "object" && value !== null && !("type" in value) && ("action" in value || "user_id" in value);

/**
 * Customer.io's semantic email events, in the API's spelling and in the specification page's.
 *
 * `normalize` of `@email-events/core` gives either the API's spelling.
 */
export const semantic: Vocabulary<SemanticEmailEvent | SpecificationEmailEvent> = createVocabulary({
  name: "semantic email",
  is: (value): value is SemanticEmailEvent | SpecificationEmailEvent =>
    isSemanticEmailEvent(value) || isSpecificationEmailEvent(value),
  issuesOf: (value) =>
    isMeantAsSpecification(value) ? issuesOfSpecificationEmailEvent(value) : issuesOfSemanticEmailEvent(value),
});
