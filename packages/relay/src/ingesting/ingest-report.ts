import { type CountRow, formatCounts } from "../report/format-counts.ts";
import type { RunStatus } from "../lifecycle/status.ts";

/** What the role that ingests reports; `received` is the sum of the others. */
export interface IngestReport {
  readonly received: number;
  /** Events that the queue has confirmed. */
  readonly published: number;
  /** Events that no message can hold. */
  readonly setAside: number;
  /** Events that were read, and aren't in the queue; the next run reads them again. */
  readonly pending: number;
}

/** Returns the report of a status. */
export const toIngestReport = (status: RunStatus): IngestReport => {
  const { received, invalid, pending } = status.report();
  return { received, published: status.published() ?? 0, setAside: invalid, pending };
};

/** Formats a report as a table. */
export const formatIngestReport = ({ received, published, setAside, pending }: IngestReport): readonly string[] => {
  const rows: readonly CountRow[] = [
    ["received", received],
    ["published", published],
    ["set aside", setAside],
  ];
  return formatCounts(pending === 0 ? rows : [...rows, ["pending", pending]]);
};
