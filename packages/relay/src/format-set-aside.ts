import type { Issue } from "@email-events/core";
import { toLine } from "@email-events/core/mapping";
import type { SetAside } from "./set-aside.ts";

/** The longest words about an issue, in characters. */
const maxIssueChars = 200;

const formatIssue = ({ pointer, expected, received, hint }: Issue): string => {
  const place = pointer === "" ? "" : `${pointer}: `;
  const words = `${place}expected ${expected}, received ${received}${hint === undefined ? "" : ` (${hint})`}`;
  return toLine(words, maxIssueChars);
};

/** An event's line, and what is to be said of it. */
export type LineIssues = Pick<SetAside, "line" | "issues"> & { readonly outcome: SetAside["outcome"] | "note" };

/** Says in lines what is wrong with an event, an issue a line; never the event itself. */
export const formatSetAside = ({ line, outcome, issues }: LineIssues): readonly string[] => {
  const found = issues.length === 0 ? ["a kind of event that has no mapping"] : issues.map(formatIssue);
  return found.map((issue) => `line ${line}: ${outcome}: ${issue}`);
};
