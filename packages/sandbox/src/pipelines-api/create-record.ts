import type { Call } from "@email-events/validator/pipelines";
import { estimateParsedBytes } from "./parsed-size.ts";

/**
 * What the sandbox has received. `calls` is the sum of `accepted`, `dropped` and `rejected`.
 *
 * A request that can't be parsed into calls (wrong key, too large, invalid JSON) counts as one call.
 */
export interface Received {
  readonly requests: number;
  readonly calls: number;
  /** Stored, as by the API. */
  readonly accepted: number;
  /** Answered with 200 and dropped, as in permissive mode. */
  readonly dropped: number;
  /** Answered with 400 or 401, as in strict mode. */
  readonly rejected: number;
  /**
   * Accepted calls by event name (its first 200 characters), or by type if they have none. At most 1,000 names; the
   * others are counted as `(other)`.
   */
  readonly events: Readonly<Record<string, number>>;
}

/** Counts and the last accepted calls, in bounded memory. */
export interface CallRecord {
  /** Counts a request and returns its number, from 1. */
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
 * The estimated memory of the kept calls once parsed, in bytes: this much, or a generous amount for this many calls.
 * The last call is always kept.
 */
const maxParsedBytes = (keep: number): number => Math.max(100_000_000, 10_000 * keep);

/** A call as JSON text, because a parsed call of small objects takes about thirty times the memory. */
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
 * Creates a record that keeps the last `keep` accepted calls, or fewer if they would take more than 100 MB, and 10 kB
 * each, once parsed.
 *
 * @param keep - A whole number, 0 or more.
 */
export const createRecord = (keep: number): CallRecord => {
  // By number: to shift the first of a long array takes longer, the longer it is.
  const kept = new Map<number, Kept>();
  let first = 0;
  let end = 0;
  let keptBytes = 0;
  const mostBytes = maxParsedBytes(keep);
  const names = new Map<string, number>();
  const counts = { requests: 0, accepted: 0, dropped: 0, rejected: 0 };

  const isOver = (): boolean => kept.size > keep || (kept.size > 1 && keptBytes > mostBytes);
  const dropFirst = (): void => {
    keptBytes -= kept.get(first)?.parsedBytes ?? 0;
    kept.delete(first);
    first += 1;
  };
  const store = (call: Call): void => {
    const entry = { text: JSON.stringify(call), parsedBytes: estimateParsedBytes(call) };
    kept.set(end, entry);
    end += 1;
    keptBytes += entry.parsedBytes;
    while (isOver()) dropFirst();
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
  const events = (): readonly Call[] => Array.from(kept.values(), ({ text }): Call => JSON.parse(text));
  const received = (): Received => ({
    ...counts,
    calls: counts.accepted + counts.dropped + counts.rejected,
    events: Object.fromEntries(names),
  });
  const reset = (): void => {
    kept.clear();
    first = end;
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
