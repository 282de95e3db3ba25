import type { Issue } from "@email-events/core";
import { millisecondsIssue } from "@email-events/core/mapping";
import type { Particulars } from "../vocabulary-validator.ts";

const timestampOf = (value: unknown): unknown =>
  typeof value === "object" && value !== null && "timestamp" in value ? value.timestamp : undefined;

/** Places where the schema offers several forms, with what to say in place of the form that came nearest. */
const reworded = new Map<string, (issue: Issue, event: unknown) => Issue>([
  ["/timestamp", ({ pointer }, event) => millisecondsIssue(pointer, timestampOf(event))],
  ["/additional", ({ pointer, received }) => ({ pointer, code: "type", expected: "an object", received })],
]);

const reword = (issue: Issue, value: unknown): Issue =>
  issue.code === "required" ? issue : (reworded.get(issue.pointer)?.(issue, value) ?? issue);

/** What only bulk-tracking events have: places with several forms, of which an issue should name the usual one. */
export const particulars: Particulars = { reword };
