import type { Call } from "./call.ts";
import { estimateParsedBytes } from "./parsed-size.ts";

/**
 * What the sandbox received so far. `calls` is the sum of `accepted`, `dropped` and `rejected`.
 *
 * A request that can't be read as calls (wrong key, too large, not JSON) counts as one call.
 */
export interface Received {
  readonly requests: number;
  readonly calls: number;
  /** Stored, as the API would. */
  readonly accepted: number;
  /** Answered with 200 and thrown away: what permissive mode does to what it can't use. */
  readonly dropped: number;
  /** Answered with 400 or 401: what strict mode does instead. */
  readonly rejected: number;
  /**
   * Accepted calls by event name, cut to 200 characters; those without one by their type. At most 1,000 names, the rest
   * under `(other)`.
   */
  readonly events: Readonly<Record<string, number>>;
}

/** Counts and the last accepted calls, in memory that doesn't grow with their number. */
export interface CallRecord {
  /** Notes a request and returns its number, from 1. */
  readonly request: () => number;
  readonly accept: (calls: readonly Call[]) => void;
  readonly drop: (count: number) => void;
  readonly reject: (count: number) => void;
  readonly received: () => Received;
  /** The last accepted calls, oldest first. */
  readonly events: () => readonly Call[];
  readonly reset: () => void;
}

/**
 * The memory that the kept calls may take once they are parsed, in bytes, as estimated: so much, or what this many calls of
 * events take with room to spare. The last one is always kept.
 */
const maxParsedBytes = (keep: number): number => Math.max(100_000_000, 10_000 * keep);

/** A call as JSON text: parsed, one of small objects takes some thirty times its size in memory. */
interface Kept {
  readonly text: string;
  readonly parsedBytes: number;
}

const maxNames = 1_000;
const maxNameChars = 200;

const nameOf = ({ event, type }: Call): string => {
  const name = event ?? type;
  return typeof name === "string" ? name.slice(0, maxNameChars) : "(no name)";
};

/**
 * Makes a record that keeps the last `keep` accepted calls; fewer, where they would take more than 100 MB, and 10 kB each,
 * once parsed.
 *
 * @param keep - A whole number, 0 or more.
 */
export const createRecord = (keep: number): CallRecord => {
  const kept: Kept[] = [];
  let keptBytes = 0;
  const mostBytes = maxParsedBytes(keep);
  const names = new Map<string, number>();
  const counts = { requests: 0, accepted: 0, dropped: 0, rejected: 0 };

  const store = (call: Call): void => {
    const entry = { text: JSON.stringify(call), parsedBytes: estimateParsedBytes(call) };
    kept.push(entry);
    keptBytes += entry.parsedBytes;
    while (kept.length > keep || (kept.length > 1 && keptBytes > mostBytes)) {
      keptBytes -= kept.shift()?.parsedBytes ?? 0;
    }
  };
  const accept = (calls: readonly Call[]): void => {
    for (const call of calls) {
      if (keep > 0) store(call);
      counts.accepted += 1;
      const name = nameOf(call);
      const key = names.has(name) || names.size < maxNames ? name : "(other)";
      names.set(key, (names.get(key) ?? 0) + 1);
    }
  };
  const events = (): readonly Call[] => kept.map(({ text }): Call => JSON.parse(text));
  const received = (): Received => ({
    ...counts,
    calls: counts.accepted + counts.dropped + counts.rejected,
    events: Object.fromEntries(names),
  });
  const reset = (): void => {
    kept.length = 0;
    keptBytes = 0;
    names.clear();
    Object.assign(counts, { requests: 0, accepted: 0, dropped: 0, rejected: 0 });
  };

  return {
    request: () => (counts.requests += 1),
    accept,
    drop: (count) => void (counts.dropped += count),
    reject: (count) => void (counts.rejected += count),
    received,
    events,
    reset,
  };
};
