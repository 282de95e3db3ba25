import type { Report } from "../report/report.ts";

/** How a command ended. */
export interface Ended {
  readonly report: Report;
  /** Whether the source, the destination, the rejects file or standard output failed, or the user stopped it. */
  readonly isCutShort: boolean;
}

/** Each exit code with what it stands for; the first that fits counts. */
const codes: readonly (readonly [number, (ended: Ended) => boolean])[] = [
  [2, ({ isCutShort }) => isCutShort],
  [2, ({ report }) => report.received === 0],
  [2, ({ report }) => report.undelivered > 0],
  [1, ({ report }) => report.invalid + report.rejected > 0],
  [1, ({ report }) => report.unrecognized === report.received],
];

/**
 * The exit code of a command that read a source: 0 when nothing went wrong, 1 when events did, 2 when the run did.
 *
 * Nothing read is no success: an empty source is more often a mistake than a day without events. Nor is a source of
 * which nothing was recognized: it mostly holds something else.
 */
export const toExitCode = (ended: Ended): number => codes.find(([, fits]) => fits(ended))?.[0] ?? 0;
