import type { BulkTrackingEvent, Issue } from "@email-events/core";
import { millisecondsIssue } from "@email-events/core/mapping";
import { isBulkTrackingEvent, issuesOfBulkTrackingEvent } from "./generated/bulk-tracking/validators.ts";
import { createVocabulary, type Vocabulary } from "./vocabulary.ts";

const timestampOf = (value: unknown): unknown =>
  typeof value === "object" && value !== null && "timestamp" in value ? value.timestamp : undefined;

/** Places where the schema offers several forms, with what to say in place of the form that came nearest. */
const reworded = new Map<string, (issue: Issue, event: unknown) => Issue>([
  ["/timestamp", ({ pointer }, event) => millisecondsIssue(pointer, timestampOf(event))],
  ["/additional", ({ pointer, received }) => ({ pointer, code: "type", expected: "an object", received })],
]);

const issuesOf = (value: unknown): readonly Issue[] =>
  issuesOfBulkTrackingEvent(value).map((issue) =>
    issue.code === "required" ? issue : (reworded.get(issue.pointer)?.(issue, value) ?? issue),
  );

/** The items that a bulk tracking service posts: clicks, opens and unsubscribes. */
export const bulkTracking: Vocabulary<BulkTrackingEvent> = createVocabulary({
  name: "bulk-tracking",
  is: isBulkTrackingEvent,
  issuesOf,
  isTolerant: true,
});
