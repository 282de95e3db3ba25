import type { Issue } from "@email-events/core";
import { printable } from "@email-events/core/mapping";
import { printablePointer } from "./printable-pointer.ts";

/** Formats issues for a terminal: one line each, with pointers in a column and hints on a line below. */
export const formatIssues = (issues: readonly Issue[]): string => {
  const places = issues.map(({ pointer }) => printablePointer(pointer) || "(the event)");
  const width = Math.max(0, ...places.map((place) => place.length));
  return issues
    .flatMap(({ expected, received, hint }, index) => [
      `${(places[index] ?? "").padEnd(width)}  expected ${printable(expected)}, got ${printable(received)}`,
      ...(hint === undefined ? [] : [`${" ".repeat(width)}  ${printable(hint)}`]),
    ])
    .join("\n");
};
