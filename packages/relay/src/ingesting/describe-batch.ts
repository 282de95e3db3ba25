import { createHash } from "node:crypto";
import type { Batch } from "./batcher.ts";

/** What the first and the last event of a batch tell of it. */
export interface BatchFacts {
  /** Equal when the same lines are published again. */
  readonly id: string;
  /** When its last event happened, in milliseconds since 1970. */
  readonly happenedAt?: number;
}

const lineBreak = "\n";
const hashChars = 22;
const maxIdChars = 64;

const isId = (value: unknown): value is string =>
  typeof value === "string" && value.length <= maxIdChars && /^[\w-]+$/.test(value);

const hashOf = (lines: readonly Uint8Array[]): string => {
  const hash = createHash("sha256");
  for (const line of lines) hash.update(line).update(lineBreak);
  return hash.digest("base64url").slice(0, hashChars);
};

const parse = (line: Uint8Array): object => {
  try {
    const value: unknown = JSON.parse(Buffer.from(line.buffer, line.byteOffset, line.length).toString());
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
};

const valueOf = (event: object, names: readonly string[]): unknown =>
  Object.entries(event).find(([name]) => names.includes(name))?.[1];

/** Returns the id of an event of either platform; a hash where it has none. */
const idOf = (event: object, line: Uint8Array): string => {
  const id = valueOf(event, ["id", "event_id"]);
  return isId(id) ? id : hashOf([line]);
};

/** Milliseconds since 1970, as events of bulk-tracking have them: 13 digits, a text or a number. */
const isTimestamp = (value: unknown): boolean => /^\d{13}$/.test(String(value));

/** Returns when an event of either platform happened; `NaN` where it doesn't say. */
const timeOf = (event: object): number => {
  const timestamp = valueOf(event, ["timestamp"]);
  return isTimestamp(timestamp) ? Number(timestamp) : Date.parse(String(valueOf(event, ["occurred"])));
};

/**
 * Builds the id of a batch from its partition, the ids of its first and last event, the number of lines, and a hash of all
 * lines. Only two events are parsed, and batches with different lines have different ids, even if their events don't.
 */
export const describeBatch = (partition: number, { lines }: Pick<Batch, "lines">): BatchFacts => {
  const [first = Buffer.alloc(0)] = lines;
  const last = lines.at(-1) ?? first;
  const lastEvent = parse(last);
  const firstId = idOf(lines.length === 1 ? lastEvent : parse(first), first);
  const happenedAt = timeOf(lastEvent);
  const id = [partition, firstId, idOf(lastEvent, last), lines.length, hashOf(lines)].join(".");
  return { id, ...(Number.isFinite(happenedAt) && { happenedAt }) };
};
