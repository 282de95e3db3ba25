import type { StreamRequestInfo } from "./stream-fault.ts";

/** What the sandbox was asked and has served since the start. */
export interface StreamCounts {
  readonly requests: number;
  /** Answers that were streams. */
  readonly streams: number;
  /** Streams that are open now. */
  readonly open: number;
  /** Answers in place of a stream, by status; redirects and faults, too. */
  readonly otherAnswers: Readonly<Record<string, number>>;
  /** Lines of events that were written, each time they were. */
  readonly events: number;
  /** Lines that the log was given: made, pushed and repeated ones. */
  readonly logged: number;
  /** Of these, events that were served before with another offset. */
  readonly duplicates: number;
  /** Blank lines, and OFFSET_UPDATEs. */
  readonly keepAlives: number;
  readonly offsetUpdates: number;
  /** Streams that were broken, by how. */
  readonly breaks: Readonly<Record<string, number>>;
}

/** A request that was answered; it holds no secret. */
export interface StreamRequestLog extends StreamRequestInfo {
  readonly status: number;
  readonly isGzip: boolean;
}

/** Counts, and the last requests. */
export interface StreamRecord {
  /** Returns the number of a request, from 1. */
  readonly request: () => number;
  readonly answered: (request: StreamRequestLog) => void;
  readonly opened: () => void;
  readonly closed: () => void;
  readonly wrote: (what: "events" | "keepAlives" | "offsetUpdates", count: number) => void;
  readonly broke: (how: string) => void;
  readonly counts: () => Omit<StreamCounts, "logged" | "duplicates">;
  /** The last 100, oldest first. */
  readonly requests: () => readonly StreamRequestLog[];
}

const maxRequests = 100;

const increase = (counts: Map<string, number>, key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);

/** Makes a record in which nothing has happened. */
export const createStreamRecord = (): StreamRecord => {
  const totals = { requests: 0, streams: 0, open: 0, events: 0, keepAlives: 0, offsetUpdates: 0 };
  const [otherAnswers, breaks] = [new Map<string, number>(), new Map<string, number>()];
  const requests: StreamRequestLog[] = [];
  return {
    request: () => (totals.requests += 1),
    answered: (request) => {
      requests.push(request);
      if (requests.length > maxRequests) requests.shift();
      if (request.status !== 200) increase(otherAnswers, String(request.status));
    },
    opened: () => {
      totals.streams += 1;
      totals.open += 1;
    },
    closed: () => void (totals.open -= 1),
    wrote: (what, count) => void (totals[what] += count),
    broke: (how) => increase(breaks, how),
    counts: () => ({ ...totals, otherAnswers: Object.fromEntries(otherAnswers), breaks: Object.fromEntries(breaks) }),
    requests: () => [...requests],
  };
};
