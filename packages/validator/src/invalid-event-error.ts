import type { Issue } from "@email-events/core";
import { describeIssue } from "./describe-issue.ts";
import { printablePointer } from "./printable-pointer.ts";

/** The error that `assert` throws. Its message has the pointer and the description of each issue, and no payload. */
export class InvalidEventError extends Error {
  override readonly name = "InvalidEventError";
  readonly issues: readonly Issue[];

  constructor(vocabulary: string, issues: readonly Issue[]) {
    const lines = issues.map(
      (issue) => `\n  ${printablePointer(issue.pointer) || "the event"}: ${describeIssue(issue)}`,
    );
    super(`This is not a valid ${vocabulary} event:${lines.join("")}`);
    this.issues = issues;
  }
}
