import type { Issue } from "@email-events/core";
import { printable } from "@email-events/core/mapping";

/** Says an issue in one line that a terminal shows as it is, without its place: `expected a UUID, got "nr. 7"`. */
export const describeIssue = ({ expected, received, hint }: Issue): string =>
  `expected ${printable(expected)}, got ${printable(received)}${hint === undefined ? "" : ` (${printable(hint)})`}`;
