import type { Issue } from "@email-events/core";
import { printable } from "@email-events/core/mapping";

/** Returns an issue as one line that is safe for a terminal, without its pointer: `expected a UUID, got "nr. 7"`. */
export const describeIssue = ({ expected, received, hint }: Issue): string =>
  `expected ${printable(expected)}, got ${printable(received)}${hint === undefined ? "" : ` (${printable(hint)})`}`;
