export { describeIssue } from "./describe-issue.ts";
export { formatIssues } from "./format-issues.ts";
export * from "./generated/index.ts";
export { InvalidEventError } from "./invalid-event-error.ts";
export { semantic } from "./semantic.ts";
export type { StandardIssue, StandardResult, StandardSchema } from "./standard-schema.ts";
export type { VocabularyValidator } from "./vocabulary-validator.ts";
