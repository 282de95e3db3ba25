import type { Issue } from "@email-events/core";

/** Returns an issue or a note as a sentence. Its pointer can contain an address: the caller makes the line safe. */
export const formatIssue = ({ pointer, expected, received, hint }: Issue): string =>
  `${pointer === "" ? "" : `${pointer}: `}expected ${expected}, received ${received}${hint === undefined ? "" : ` (${hint})`}`;
