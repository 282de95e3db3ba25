import type { Issue } from "@email-events/core";
import { toPlainText } from "./plain-text.ts";
import type { SetAside } from "./set-aside.ts";

const formatIssue = ({ pointer, expected, received, hint }: Issue): string => {
  const place = pointer === "" ? "" : `${pointer}: `;
  return toPlainText(`${place}expected ${expected}, received ${received}${hint === undefined ? "" : ` (${hint})`}`);
};

/** An event's line, and what is to be said of it. */
export type LineIssues = Pick<SetAside, "line" | "issues"> & { readonly outcome: SetAside["outcome"] | "note" };

/** Says in lines of text what is wrong with an event, an issue a line; never the event itself. */
export const formatSetAside = ({ line, outcome, issues }: LineIssues): string => {
  const found = issues.length === 0 ? ["a kind of event that has no mapping"] : issues.map(formatIssue);
  return found.map((issue) => `line ${line}: ${outcome}: ${issue}\n`).join("");
};
