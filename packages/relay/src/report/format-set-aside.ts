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
export type LineIssues = Pick<SetAside, "line" | "name" | "issues"> & { readonly status: SetAside["status"] | "note" };

/** Says in lines what is wrong with an event, an issue a line; never the event itself. */
export const formatSetAside = ({ line, status, name, issues }: LineIssues): readonly string[] => {
  const unmapped =
    name === undefined || name === "" ? "a kind of event that has no mapping" : `"${name}" has no mapping`;
  const found = issues.length === 0 ? [unmapped] : issues.map(formatIssue);
  return found.map((issue) => `line ${line}: ${status}: ${issue}`);
};
