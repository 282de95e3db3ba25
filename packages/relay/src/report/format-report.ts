import { type CountRow, formatCounts } from "./format-counts.ts";
import type { NameCounts } from "./name-counts.ts";
import type { Report } from "./report.ts";

/** Labels for the events that a command passes on. */
export type DeliveredWord = "delivered" | "mapped" | "valid";

const sumOf = (rows: readonly CountRow[]): number => rows.reduce((sum, [, count]) => sum + count, 0);

/** Labels the names of unrecognized events, quoted because a name can be any text. */
const labelNames = (names: NameCounts, unrecognized: number): readonly CountRow[] => {
  const others = unrecognized - sumOf(names);
  const rows = names.map(([name, count]): CountRow => [name === "" ? "no name" : `"${name}"`, count]);
  return names.length === 0 || others === 0 ? rows : [...rows, ["other names", others]];
};

/** Returns the names of unrecognized events in one line; `undefined` if there are none. */
export const formatNames = (names: NameCounts, { unrecognized }: Report): string | undefined => {
  if (names.length === 0) return undefined;
  const words = labelNames(names, unrecognized).map(([label, count]) => `${label} ${count.toLocaleString("en")}`);
  return `Unrecognized: ${words.join(", ")}.`;
};

/**
 * Formats a report as a table, with reasons below skipped and names below unrecognized.
 *
 * @param delivered - The label for the events that the command passed on.
 */
export const formatReport = (
  report: Report,
  names: NameCounts = [],
  delivered: DeliveredWord = "delivered",
): readonly string[] => {
  const reasons = Object.entries(report.skipped);
  const under = ([label, count]: CountRow): CountRow => [`  ${label}`, count];
  const rows: readonly CountRow[] = [
    ["received", report.received],
    [delivered, report.delivered],
    ["skipped", sumOf(reasons)],
    ...reasons.map(under),
    ["unrecognized", report.unrecognized],
    ...labelNames(names, report.unrecognized).map(under),
    ["invalid", report.invalid],
  ];
  const sent: readonly CountRow[] =
    delivered === "delivered"
      ? [
          ["rejected", report.rejected],
          ["undelivered", report.undelivered],
          ...(report.pending === undefined || report.pending === 0 ? [] : [["pending", report.pending] as const]),
        ]
      : [];
  return formatCounts([...rows, ...sent]);
};
