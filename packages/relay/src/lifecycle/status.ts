import type { EventOutcome } from "@email-events/core";
import type { NameCounts } from "../report/name-counts.ts";
import type { Clock } from "./clock.ts";
import { createTroubleLog, type TroubleLogPrinter } from "./trouble-log.ts";
import { createTally, type Report } from "../report/report.ts";

/** What a run reports: the counts of a relay, and the events without an outcome so far. */
export interface RunReport extends Report {
  readonly pending: number;
}

/** What is in trouble: a source, the destination, the state or the queue. */
export type Subject = "airship" | "compliance" | "webhook" | "destination" | "state" | "queue";

/** When the last events came and happened, in milliseconds. */
export interface RunTimes {
  /** When the last event came, and the present, by a clock that never jumps: monotonic, arbitrary origin. */
  readonly receivedAt: number | undefined;
  readonly steadyNow: number;
  /** When the latest event happened that was sent; since 1970. */
  readonly happenedAt: number | undefined;
}

/** The messages and counts of a run; the log, metrics and health are derived from it. */
export interface RunStatus {
  /** Counts events that came. */
  readonly receive: (count: number) => void;
  /** Counts events that came earlier: those of an earlier run, and those that are retried. */
  readonly receiveAgain: (count: number) => void;
  /**
   * Notes when an event happened that was sent, where that is known. Of one in the future, such as by a wrong clock of its
   * sender, it notes `now`: no event would count as later until then.
   *
   * @param at - Milliseconds since 1970, as `now`.
   */
  readonly happened: (at: number | undefined, now: number) => void;
  /** Counts the outcomes of events that were received. */
  readonly settle: (outcomes: readonly EventOutcome[]) => void;
  /** Counts events that were received, and that a queue has confirmed: others deliver them. */
  readonly publish: (count: number) => void;
  /** The number of events that `publish` has counted; `undefined` before its first call. */
  readonly published: () => number | undefined;
  /** A subject doesn't work at present. Each cause is printed once until its recovery is. */
  readonly trouble: (subject: Subject, cause: string) => void;
  readonly recovered: (subject: Subject) => void;
  /** Nothing is delivered until the subject has recovered. */
  readonly paused: (reason: string) => void;
  /** Nothing more is read or taken: what is in flight is settled, and the process ends. */
  readonly stopping: () => void;
  readonly isStopping: () => boolean;
  readonly note: (text: string) => void;
  readonly count: (what: "retries" | "reconnects") => void;
  /** Counts a request of the webhook that was refused. The first with each HTTP status and reason is printed. */
  readonly refuse: (httpStatus: number, why: string) => void;
  /** How many requests were refused, by their HTTP status. */
  readonly refusals: () => Readonly<Record<string, number>>;
  readonly report: () => RunReport;
  readonly unrecognizedNames: () => NameCounts;
  /** What is in trouble, and why. */
  readonly troubles: () => ReadonlyMap<Subject, string>;
  /** Why nothing is delivered at present. */
  readonly pausedBy: () => string | undefined;
  readonly times: () => RunTimes;
  readonly counts: () => Readonly<Record<"retries" | "reconnects", number>>;
}

/** Never jumps, and doesn't keep a process alive that has nothing else to do. */
const steadyClock: Clock = {
  now: () => performance.now(),
  after: (ms, callback) => {
    const timer = setTimeout(callback, ms).unref();
    return () => clearTimeout(timer);
  },
};

const setAsideStatuses = new Set<EventOutcome["status"]>(["invalid", "unrecognized", "rejected"]);

/** Whether the event of an outcome is set aside for an operator. */
export const isSetAside = ({ status }: EventOutcome): boolean => setAsideStatuses.has(status);

/**
 * Creates the status of a run.
 *
 * @param print - Prints lines.
 * @param clock - Of the log, and of when events came.
 * @param rejectsOption - Where the commands find what is set aside.
 */
export const createRunStatus = (
  print: TroubleLogPrinter,
  clock: Clock = steadyClock,
  rejectsOption = "--state FILE",
): RunStatus => {
  const tally = createTally();
  const troubles = new Map<Subject, string>();
  const log = createTroubleLog<Subject>(print, clock);
  const told = new Set<EventOutcome["status"]>();
  const counts = { retries: 0, reconnects: 0 };
  const refusals = new Map<string, number>();
  /** With their reasons, which are few: one of a status, such as a sender's cut connection, must not hide another. */
  const toldRefusals = new Set<string>();
  let pending = 0;
  let published: number | undefined;
  let pausedBy: string | undefined;
  let isStopping = false;
  let receivedAt: number | undefined;
  let happenedAt: number | undefined;

  const trouble = (subject: Subject, cause: string): void => {
    troubles.set(subject, cause);
    log.trouble(subject, cause);
  };
  /** Says once per status that there are events for an operator. */
  const tellSetAside = (outcome: EventOutcome): void => {
    const { status } = outcome;
    if (!isSetAside(outcome) || told.has(status)) return;
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
    receive: (count) => {
      pending += count;
      if (count > 0) receivedAt = clock.now();
    },
    receiveAgain: (count) => void (pending += count),
    happened: (at, now) => {
      if (at !== undefined) happenedAt = Math.max(Math.min(at, now), happenedAt ?? -Infinity);
    },
    times: () => ({ receivedAt, happenedAt, steadyNow: clock.now() }),
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
    stopping: () => void (isStopping = true),
    isStopping: () => isStopping,
    note: print.note,
    count: (what) => void (counts[what] += 1),
    refuse: (httpStatus, why) => {
      const reason = `HTTP ${httpStatus}`;
      refusals.set(reason, (refusals.get(reason) ?? 0) + 1);
      const words = `${reason} (${why})`;
      if (toldRefusals.has(words)) return;
      toldRefusals.add(words);
      print.note(`webhook: a request is refused with ${words}; further ones are only counted`);
    },
    refusals: () => Object.fromEntries(refusals),
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
