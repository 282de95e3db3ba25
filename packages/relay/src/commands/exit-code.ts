import type { Report } from "../report/report.ts";

/** How a command ended. */
export interface Ended {
  readonly report: Report;
  /** Whether the source, the destination, the rejects file or standard output failed, or the user stopped it. */
  readonly isCutShort: boolean;
}

/** Each exit code with its condition. The first that holds counts. */
const codes: readonly (readonly [number, (ended: Ended) => boolean])[] = [
  [2, ({ isCutShort }) => isCutShort],
  [2, ({ report }) => report.received === 0],
  [2, ({ report }) => report.undelivered > 0],
  [1, ({ report }) => report.invalid + report.rejected > 0],
  [1, ({ report }) => report.unrecognized === report.received],
];

/**
 * Returns the exit code of a command that read a source: 0 for success, 1 for bad events, 2 for a failed run.
 *
 * An empty source is a failed run, since it is more often a mistake than a day without events. A source without a single
 * recognized event counts as bad events, since it mostly holds something else.
 */
export const toExitCode = (ended: Ended): number => codes.find(([, holds]) => holds(ended))?.[0] ?? 0;
