import type { NameCounts } from "./name-counts.ts";
import type { Report } from "./report.ts";

/** Labels for the events that a command passes on. */
export type DeliveredWord = "delivered" | "mapped" | "valid";

type Row = readonly [label: string, count: number];

const sumOf = (rows: readonly Row[]): number => rows.reduce((sum, [, count]) => sum + count, 0);

/** Labels the names of unrecognized events, quoted because a name can be any text. */
const labelNames = (names: NameCounts, unrecognized: number): readonly Row[] => {
  const others = unrecognized - sumOf(names);
  const rows = names.map(([name, count]): Row => [name === "" ? "no name" : `"${name}"`, count]);
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
  const under = ([label, count]: Row): Row => [`  ${label}`, count];
  const rows: readonly Row[] = [
    ["received", report.received],
    [delivered, report.delivered],
    ["skipped", sumOf(reasons)],
    ...reasons.map(under),
    ["unrecognized", report.unrecognized],
    ...labelNames(names, report.unrecognized).map(under),
    ["invalid", report.invalid],
  ];
  const sent: readonly Row[] =
    delivered === "delivered"
      ? [
          ["rejected", report.rejected],
          ["undelivered", report.undelivered],
          ...(report.pending === undefined || report.pending === 0 ? [] : [["pending", report.pending] as const]),
        ]
      : [];
  const cells = [...rows, ...sent].map(([label, count]) => [label, count.toLocaleString("en")] as const);
  const labelWidth = Math.max(...cells.map(([label]) => label.length));
  const countWidth = Math.max(...cells.map(([, count]) => count.length));
  return cells.map(([label, count]) => `${label.padEnd(labelWidth)}  ${count.padStart(countWidth)}`);
};
