import type { Issue, SemanticEmailEvent, SpecificationEmailEvent } from "@email-events/core";
import {
  isSemanticEmailEvent,
  isSpecificationEmailEvent,
  issuesOfSemanticEmailEvent,
  issuesOfSpecificationEmailEvent,
} from "./generated/compiled/semantic/validators.ts";
import { createVocabularyValidator, type VocabularyValidator } from "./vocabulary-validator.ts";

/** A predicate and a function that returns issues, for every type of the vocabulary that has its own schema. */
export * from "./generated/compiled/semantic/validators.ts";

/** Whether an invalid value was meant in the specification page's spelling. */
const isMeantAsSpecification = (value: unknown): boolean =>
  typeof value === "object" && value !== null && !("type" in value) && ("action" in value || "user_id" in value);

const apiIds = ["userId", "anonymousId"] as const;
const specificationIds = ["user_id", "anonymous_id"] as const;

/** Returns the hint for an event whose identifier is in the other spelling than it was meant in. */
const hintOfSpelling = (value: unknown): Pick<Issue, "hint"> => {
  const [meant, other] = isMeantAsSpecification(value) ? [specificationIds, apiIds] : [apiIds, specificationIds];
  const isThere = (name: string): boolean => Object.hasOwn(Object(value), name);
  const index = other.findIndex(isThere);
  if (index === -1 || meant.some(isThere)) return {};
  return { hint: `"${other[index]}" is there: did you mean "${meant[index]}"?` };
};

/** Describes issues of identifiers in words, because their pattern is long, and `anyOf` names no property. */
const inWords = (issue: Issue, value: unknown): Issue => {
  if (issue.code === "pattern")
    return { ...issue, expected: "an identifier of a person", hint: "not blank, redacted, 0, -1 or the text null" };
  if (issue.code === "anyOf" && issue.pointer === "")
    return {
      ...issue,
      expected: `${issue.expected}, and each of them must identify a person`,
      ...hintOfSpelling(value),
    };
  return issue;
};

/**
 * Customer.io's semantic email events, in the API's spelling and in the specification page's.
 *
 * `normalize` of `@email-events/core` converts both to the API's spelling.
 */
export const semantic: VocabularyValidator<SemanticEmailEvent | SpecificationEmailEvent> =
  /* @__PURE__ */ createVocabularyValidator({
    name: "semantic email",
    is: (value): value is SemanticEmailEvent | SpecificationEmailEvent =>
      isSemanticEmailEvent(value) || isSpecificationEmailEvent(value),
    issuesOf: (value) =>
      (isMeantAsSpecification(value) ? issuesOfSpecificationEmailEvent : issuesOfSemanticEmailEvent)(value).map(
        (issue) => inWords(issue, value),
      ),
  });
