import type { EventOutcome } from "@email-events/core";
import { createNameCounts, type NameCounts } from "./name-counts.ts";

/** How all events of a source ended: `received` is the sum of the others. */
export interface Report {
  readonly received: number;
  readonly delivered: number;
  /** Left out on purpose: how many, by reason. */
  readonly skipped: Readonly<Record<string, number>>;
  /** Of a kind that the vocabulary doesn't know. */
  readonly unrecognized: number;
  /** Not what the vocabulary says. */
  readonly invalid: number;
  /** Refused by the destination: the events are at fault themselves. */
  readonly rejected: number;
  /** Never delivered, though the events may be good. */
  readonly undelivered: number;
}

/** Counts how events end. */
export interface Tally {
  readonly count: (outcome: EventOutcome) => void;
  readonly report: () => Report;
  /** What the unrecognized events are called. */
  readonly unrecognizedNames: () => NameCounts;
}

/** Makes a tally at zero. */
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
