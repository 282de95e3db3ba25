import type { NameCounts } from "./name-counts.ts";
import type { Report } from "./report.ts";

/** Words for what becomes of the events that a command lets through. */
export type DeliveredWord = "delivered" | "mapped" | "valid";

type Row = readonly [label: string, count: number];

const sumOf = (rows: readonly Row[]): number => rows.reduce((sum, [, count]) => sum + count, 0);

/** Labels the names of unrecognized events, quoted: a name may be any text. */
const labelNames = (names: NameCounts, unrecognized: number): readonly Row[] => {
  const others = unrecognized - sumOf(names);
  const rows = names.map(([name, count]): Row => [name === "" ? "no name" : `"${name}"`, count]);
  return names.length === 0 || others === 0 ? rows : [...rows, ["other names", others]];
};

/** Says what unrecognized events are called in one line; `undefined` where there are none. */
export const formatNames = (names: NameCounts, { unrecognized }: Report): string | undefined => {
  if (names.length === 0) return undefined;
  const words = labelNames(names, unrecognized).map(([label, count]) => `${label} ${count.toLocaleString("en")}`);
  return `Unrecognized: ${words.join(", ")}.`;
};

/**
 * Lays a report out as a table for people: below what was skipped the reasons, below what wasn't recognized the names.
 *
 * @param delivered - What the command calls the events that went through.
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
        ]
      : [];
  const cells = [...rows, ...sent].map(([label, count]) => [label, count.toLocaleString("en")] as const);
  const labelWidth = Math.max(...cells.map(([label]) => label.length));
  const countWidth = Math.max(...cells.map(([, count]) => count.length));
  return cells.map(([label, count]) => `${label.padEnd(labelWidth)}  ${count.padStart(countWidth)}`);
};
