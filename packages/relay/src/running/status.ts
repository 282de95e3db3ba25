import type { EventOutcome } from "@email-events/core";
import type { NameCounts } from "../report/name-counts.ts";
import { createTally, type Report } from "../report/report.ts";

/** What a run reports: the counts of a relay, and the events without an outcome so far. */
export interface RunReport extends Report {
  readonly pending: number;
}

/** What is in trouble: a source, the destination or the state. */
export type Subject = "airship" | "compliance" | "webhook" | "destination" | "state";

/** Everything that a run says and counts, in one place: messages, metrics and health are made of it. */
export interface RunStatus {
  /** Counts events that came. */
  readonly receive: (count: number) => void;
  /** Counts the outcomes of events that were received. */
  readonly settle: (outcomes: readonly EventOutcome[]) => void;
  /** A subject doesn't work at present. Each cause is printed once until the subject has recovered. */
  readonly trouble: (subject: Subject, cause: string) => void;
  readonly recovered: (subject: Subject) => void;
  /** Nothing is delivered until the subject has recovered. */
  readonly paused: (reason: string) => void;
  readonly note: (text: string) => void;
  readonly count: (what: "retries" | "reconnects") => void;
  readonly report: () => RunReport;
  readonly unrecognizedNames: () => NameCounts;
  /** What is in trouble, and why. */
  readonly troubles: () => ReadonlyMap<Subject, string>;
  /** Why nothing is delivered at present. */
  readonly pausedBy: () => string | undefined;
  readonly counts: () => Readonly<Record<"retries" | "reconnects", number>>;
}

/** Causes change during an outage; at most this many of one are printed. */
const maxCauses = 5;

/**
 * Creates the status of a run.
 *
 * @param print - Prints a line.
 */
export const createRunStatus = (print: (line: string) => void): RunStatus => {
  const tally = createTally();
  const troubles = new Map<Subject, string>();
  const told = new Map<Subject, Set<string>>();
  const counts = { retries: 0, reconnects: 0 };
  let pending = 0;
  let pausedBy: string | undefined;

  const trouble = (subject: Subject, cause: string): void => {
    troubles.set(subject, cause);
    const causes = told.get(subject) ?? new Set();
    told.set(subject, causes);
    if (causes.has(cause) || causes.size >= maxCauses) return;
    causes.add(cause);
    print(`${subject}: ${cause}`);
  };
  const recovered = (subject: Subject): void => {
    if (subject === "destination") pausedBy = undefined;
    if (!troubles.delete(subject)) return;
    told.delete(subject);
    print(`${subject}: recovered`);
  };

  return {
    receive: (count) => void (pending += count),
    settle: (outcomes) => {
      pending -= outcomes.length;
      outcomes.forEach(tally.count);
    },
    trouble,
    recovered,
    paused: (reason) => {
      pausedBy = reason;
      trouble("destination", reason);
    },
    note: print,
    count: (what) => void (counts[what] += 1),
    report: () => {
      const report = tally.report();
      return { ...report, received: report.received + pending, pending };
    },
    unrecognizedNames: tally.unrecognizedNames,
    troubles: () => troubles,
    pausedBy: () => pausedBy,
    counts: () => ({ ...counts }),
  };
};
