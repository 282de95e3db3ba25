import type { Report } from "./report.ts";

/** Words for what becomes of the events that a command lets through. */
export type DeliveredWord = "delivered" | "mapped" | "valid";

/**
 * Lays a report out as a table for people, the reasons of what was skipped below it.
 *
 * @param delivered - What the command calls the events that went through.
 */
export const formatReport = (report: Report, delivered: DeliveredWord = "delivered"): readonly string[] => {
  const reasons = Object.entries(report.skipped);
  const skipped = reasons.reduce((sum, [, count]) => sum + count, 0);
  const rows: readonly (readonly [string, number])[] = [
    ["received", report.received],
    [delivered, report.delivered],
    ["skipped", skipped],
    ...reasons.map(([reason, count]) => [`  ${reason}`, count] as const),
    ["unrecognized", report.unrecognized],
    ["invalid", report.invalid],
    ...(delivered === "delivered" ? [["rejected", report.rejected] as const] : []),
  ];
  const cells = rows.map(([name, count]) => [name, count.toLocaleString("en")] as const);
  const nameWidth = Math.max(...cells.map(([name]) => name.length));
  const countWidth = Math.max(...cells.map(([, count]) => count.length));
  return cells.map(([name, count]) => `${name.padEnd(nameWidth)}  ${count.padStart(countWidth)}`);
};
