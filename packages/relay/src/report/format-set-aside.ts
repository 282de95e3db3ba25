import type { Issue } from "@email-events/core";
import { toLine } from "@email-events/core/mapping";
import { formatIssue } from "./format-issue.ts";
import type { SetAside } from "./set-aside.ts";

/** The maximum length of an issue, in characters. */
const maxIssueChars = 200;

const toIssueLine = (issue: Issue): string => toLine(formatIssue(issue), maxIssueChars);

/** The line of an event, and its outcome. */
export type LineIssues = Pick<SetAside, "line" | "name" | "issues"> & { readonly status: SetAside["status"] | "note" };

/** Returns what is wrong with an event, one line per issue, without the event itself. */
export const formatSetAside = ({ line, status, name, issues }: LineIssues): readonly string[] => {
  const unmapped = name === undefined || name === "" ? "an event without a name" : `"${name}" has no mapping`;
  const found = issues.length === 0 ? [unmapped] : issues.map(toIssueLine);
  return found.map((issue) => `line ${line}: ${status}: ${issue}`);
};
