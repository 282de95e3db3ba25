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
  /** Refused by the destination, or never delivered to it. */
  readonly rejected: number;
}

/** Where an event can end. */
export type Ending = "delivered" | "unrecognized" | "invalid" | "rejected";

/** Counts how events end. */
export interface Tally {
  readonly count: (ending: Ending) => void;
  readonly skip: (reason: string) => void;
  readonly report: () => Report;
}

/** Makes a tally at zero. */
export const createTally = (): Tally => {
  const counts = { delivered: 0, unrecognized: 0, invalid: 0, rejected: 0 };
  const reasons = new Map<string, number>();
  let skipped = 0;
  return {
    count: (ending) => void (counts[ending] += 1),
    skip: (reason) => {
      skipped += 1;
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    },
    report: () => ({
      received: counts.delivered + skipped + counts.unrecognized + counts.invalid + counts.rejected,
      delivered: counts.delivered,
      skipped: Object.fromEntries(reasons),
      unrecognized: counts.unrecognized,
      invalid: counts.invalid,
      rejected: counts.rejected,
    }),
  };
};
