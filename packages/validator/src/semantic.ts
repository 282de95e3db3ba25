import type { Issue, SemanticEmailEvent, SpecificationEmailEvent } from "@email-events/core";
import {
  isSemanticEmailEvent,
  isSpecificationEmailEvent,
  issuesOfSemanticEmailEvent,
  issuesOfSpecificationEmailEvent,
} from "./generated/semantic/validators.ts";
import { createVocabulary, type Vocabulary } from "./vocabulary.ts";

/** Whether a value that isn't valid was meant in the spelling of the specification page. */
const isMeantAsSpecification = (value: unknown): boolean =>
  typeof value === "object" && value !== null && !("type" in value) && ("action" in value || "user_id" in value);

/** What is wrong with identifiers, in words: their pattern is long, and a choice between objects names no member. */
const inWords = (issue: Issue): Issue => {
  if (issue.code === "pattern")
    return { ...issue, expected: "an identifier of a person", hint: "not blank, redacted or a written-out null" };
  if (issue.code === "anyOf" && issue.pointer === "")
    return { ...issue, expected: `${issue.expected}, where each that is there identifies a person` };
  return issue;
};

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
    (isMeantAsSpecification(value) ? issuesOfSpecificationEmailEvent : issuesOfSemanticEmailEvent)(value).map(inWords),
});
