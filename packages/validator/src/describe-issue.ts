import type { Issue } from "@email-events/core";

/** Says an issue in one line, without its place: `expected a UUID, got "nr. 7"`. */
export const describeIssue = ({ expected, received, hint }: Issue): string =>
  `expected ${expected}, got ${received}${hint === undefined ? "" : ` (${hint})`}`;
