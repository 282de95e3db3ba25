import type { EventOutcome } from "@email-events/core";
import { createNameCounts, type NameCounts } from "./name-counts.ts";

/** The number of events per status; `received` is the sum of the others. */
export interface Report {
  readonly received: number;
  readonly delivered: number;
  /** Number of skipped events by reason. */
  readonly skipped: Readonly<Record<string, number>>;
  /** Events with a name or a device that their vocabulary doesn't have. */
  readonly unrecognized: number;
  /** Events that aren't valid in their vocabulary, or can't be mapped. */
  readonly invalid: number;
  /** Events that the destination refused because of the event itself. */
  readonly rejected: number;
  /** Events that couldn't be delivered, although they may be valid. */
  readonly undelivered: number;
  /** Events without an outcome, of a program that still runs. */
  readonly pending?: number;
}

/** Counts outcomes. */
export interface Tally {
  readonly count: (outcome: EventOutcome) => void;
  readonly report: () => Report;
  /** The names of the unrecognized events. */
  readonly unrecognizedNames: () => NameCounts;
}

/** Creates a tally with all counts at zero. */
export const createTally = (): Tally => {
  const counts = { delivered: 0, skipped: 0, unrecognized: 0, invalid: 0, rejected: 0, undelivered: 0 };
  const reasons = new Map<string, number>();
  const names = createNameCounts();
  return {
    count: (outcome) => {
      counts[outcome.status] += 1;
      if (outcome.status === "skipped") reasons.set(outcome.reason, (reasons.get(outcome.reason) ?? 0) + 1);
      if (outcome.status === "unrecognized") names.add(outcome.name);
    },
    report: () => ({
      received: Object.values(counts).reduce((sum, count) => sum + count, 0),
      ...counts,
      skipped: Object.fromEntries(reasons),
    }),
    unrecognizedNames: names.counts,
  };
};
