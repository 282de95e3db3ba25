import type { EventOutcome } from "@email-events/core";
import type { NameCounts } from "../report/name-counts.ts";
import { createTally, type Report } from "../report/report.ts";

/** What a run reports: the counts of a relay, and the events without an outcome so far. */
export interface RunReport extends Report {
  readonly pending: number;
}

/** What is in trouble: a source, the destination, the state or the queue. */
export type Subject = "airship" | "compliance" | "webhook" | "destination" | "state" | "queue";

/** The messages and counts of a run; the log, metrics and health are derived from it. */
export interface RunStatus {
  /**
   * Counts events that came.
   *
   * @param at - Milliseconds since 1970; left out for events of an earlier run.
   */
  readonly receive: (count: number, at?: number) => void;
  /** Notes when an event happened that was sent, in milliseconds since 1970, where that is known. */
  readonly happened: (at: number | undefined) => void;
  /** Counts the outcomes of events that were received. */
  readonly settle: (outcomes: readonly EventOutcome[]) => void;
  /** Counts events that were received, and that a queue has confirmed: others deliver them. */
  readonly publish: (count: number) => void;
  /** The number of events that `publish` has counted; `undefined` before its first call. */
  readonly published: () => number | undefined;
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
  /** When the last event came, and when the latest one happened that was sent, in milliseconds since 1970. */
  readonly times: () => { readonly receivedAt: number | undefined; readonly happenedAt: number | undefined };
  readonly counts: () => Readonly<Record<"retries" | "reconnects", number>>;
}

/** Where a run says what happens. */
export interface StatusPrinter {
  readonly note: (line: string) => void;
  readonly trouble: (line: string) => void;
}

/** Causes change during an outage; at most this many of a subject are printed until it has recovered. */
const maxCauses = 5;

/** A cause isn't printed again within this time, even after a recovery: a destination may fail every second request. */
const quietMs = 60_000;

/** Prints the troubles of each subject once, and its recovery. */
const createTroubleLog = (
  printTrouble: StatusPrinter["trouble"],
  printNote: StatusPrinter["note"],
  now: () => number,
) => {
  const printedAt = new Map<Subject, Map<string, number>>();
  const open = new Set<Subject>();
  return {
    trouble: (subject: Subject, cause: string): void => {
      const causes = printedAt.get(subject) ?? new Map<string, number>();
      printedAt.set(subject, causes);
      for (const [known, at] of causes) if (now() - at >= quietMs && !open.has(subject)) causes.delete(known);
      if (causes.has(cause) || causes.size >= maxCauses) return;
      causes.set(cause, now());
      open.add(subject);
      printTrouble(`${subject}: ${cause}`);
    },
    recovered: (subject: Subject): void => {
      if (open.delete(subject)) printNote(`${subject}: recovered`);
    },
  };
};

const setAsideStatuses = new Set<EventOutcome["status"]>(["invalid", "unrecognized", "rejected"]);

/**
 * Creates the status of a run.
 *
 * @param print - Prints lines.
 * @param now - A clock in milliseconds.
 * @param rejectsOption - Where the commands find what is set aside.
 */
export const createRunStatus = (
  print: StatusPrinter,
  now: () => number = () => performance.now(),
  rejectsOption = "--state FILE",
): RunStatus => {
  const tally = createTally();
  const troubles = new Map<Subject, string>();
  const log = createTroubleLog(print.trouble, print.note, now);
  const told = new Set<EventOutcome["status"]>();
  const counts = { retries: 0, reconnects: 0 };
  let pending = 0;
  let published: number | undefined;
  let pausedBy: string | undefined;
  let receivedAt: number | undefined;
  let happenedAt: number | undefined;

  const trouble = (subject: Subject, cause: string): void => {
    troubles.set(subject, cause);
    log.trouble(subject, cause);
  };
  /** Says once per status that there are events for an operator. */
  const tellSetAside = ({ status }: EventOutcome): void => {
    if (!setAsideStatuses.has(status) || told.has(status)) return;
    told.add(status);
    print.note(
      `The first event is set aside as ${status}; "email-events rejects list ${rejectsOption}" lists them all.`,
    );
  };
  const recovered = (subject: Subject): void => {
    if (subject === "destination") pausedBy = undefined;
    if (troubles.delete(subject)) log.recovered(subject);
  };

  return {
    receive: (count, at) => {
      pending += count;
      if (count > 0) receivedAt = at ?? receivedAt;
    },
    happened: (at) => {
      if (at !== undefined) happenedAt = Math.max(at, happenedAt ?? at);
    },
    times: () => ({ receivedAt, happenedAt }),
    settle: (outcomes) => {
      pending -= outcomes.length;
      for (const outcome of outcomes) {
        tally.count(outcome);
        tellSetAside(outcome);
      }
    },
    publish: (count) => {
      pending -= count;
      published = (published ?? 0) + count;
    },
    published: () => published,
    trouble,
    recovered,
    paused: (reason) => {
      pausedBy = reason;
      trouble("destination", reason);
    },
    note: print.note,
    count: (what) => void (counts[what] += 1),
    report: () => {
      const report = tally.report();
      return { ...report, received: report.received + (published ?? 0) + pending, pending };
    },
    unrecognizedNames: tally.unrecognizedNames,
    troubles: () => troubles,
    pausedBy: () => pausedBy,
    counts: () => ({ ...counts }),
  };
};
