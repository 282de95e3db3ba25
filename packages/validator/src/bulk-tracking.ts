import type { BulkTrackingEvent, Issue } from "@email-events/core";
import { millisecondsIssue } from "@email-events/core/mapping";
import { isBulkTrackingEvent, issuesOfBulkTrackingEvent } from "./generated/bulk-tracking/validators.ts";
import { createVocabulary, type Vocabulary } from "./vocabulary.ts";

/** A predicate and a function that returns issues, for every type of the vocabulary that has its own schema. */
export * from "./generated/bulk-tracking/validators.ts";

const timestampOf = (value: unknown): unknown =>
  typeof value === "object" && value !== null && "timestamp" in value ? value.timestamp : undefined;

/** Pointers at which the schema allows several forms, with an issue that describes all of them. */
const reworded = new Map<string, (issue: Issue, event: unknown) => Issue>([
  ["/timestamp", ({ pointer }, event) => millisecondsIssue(pointer, timestampOf(event))],
  ["/additional", ({ pointer, received }) => ({ pointer, code: "type", expected: "an object", received })],
]);

const issuesOf = (value: unknown): readonly Issue[] =>
  issuesOfBulkTrackingEvent(value).map((issue) =>
    issue.code === "required" ? issue : (reworded.get(issue.pointer)?.(issue, value) ?? issue),
  );

/** The items that a bulk tracking service posts: clicks, opens and unsubscribes. */
export const bulkTracking: Vocabulary<BulkTrackingEvent> = /* @__PURE__ */ createVocabulary({
  name: "bulk-tracking",
  is: isBulkTrackingEvent,
  issuesOf,
  isTolerant: true,
});
