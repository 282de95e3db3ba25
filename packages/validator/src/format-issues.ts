import type { Issue } from "@email-events/core";

/** Lays out issues for a terminal: one line each, places in a column of their own, hints on a line below. */
export const formatIssues = (issues: readonly Issue[]): string => {
  const places = issues.map(({ pointer }) => pointer || "(the event)");
  const width = Math.max(0, ...places.map((place) => place.length));
  return issues
    .flatMap(({ expected, received, hint }, index) => [
      `${(places[index] ?? "").padEnd(width)}  expected ${expected}, got ${received}`,
      ...(hint === undefined ? [] : [`${" ".repeat(width)}  ${hint}`]),
    ])
    .join("\n");
};
