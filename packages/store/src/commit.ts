import type { ChangeFeed } from "./change-feed.ts";
import type { Change, Committed } from "./event-store.ts";
import { inTransaction } from "./sqlite/connection.ts";
import type { Database } from "./sqlite/sqlite.ts";
import type { Seen } from "./tables/seen.ts";
import type { Tables } from "./tables/tables.ts";

/** What a commit works on. */
export interface CommitParts {
  readonly database: Database;
  readonly tables: Tables;
  readonly seen: Seen;
  readonly feed: ChangeFeed;
  readonly now: () => number;
}

/** Returns a function that makes a change in one transaction. Memory is updated only after the commit. */
export const createCommit = ({ database, tables, seen, feed, now }: CommitParts): ((change: Change) => Committed) => {
  const { counters, pending, setAside, offsets } = tables;
  // The last number ever assigned. In a file that was damaged, the counter may be lower.
  const lastOf = (table: string): number =>
    Number(database.prepare(`SELECT max(number) AS last FROM ${table}`).get()?.["last"] ?? 0);
  let last = Math.max(counters.read("last_number"), lastOf("pending"), lastOf("set_aside"), pending.lastInChunks());

  /** Sets events aside; returns the number of each, and the last number that is assigned then. */
  const writeSetAside = (events: NonNullable<Change["setAside"]>, at: number) => {
    let number = last;
    const numbers = events.flatMap((one) => {
      if ("number" in one) return setAside.move(one.number, one, at) ? [one.number] : [];
      number += 1;
      setAside.insert(number, one.event, one, at);
      return [number];
    });
    return { numbers, lastNumber: number };
  };
  /** Keeps events under the numbers from `first` on; returns those numbers. */
  const writePending = ({ append = [], appendChunks = [] }: Change, first: number): readonly number[] => {
    pending.insert(first, append);
    let next = first + append.length;
    for (const chunk of appendChunks) {
      pending.insertChunk(next, chunk);
      next += chunk.payloads.length;
    }
    return Array.from({ length: next - first }, (_, index) => first + index);
  };
  const writeOffsets = (changed: NonNullable<Change["offsets"]>, at: number) => {
    const revisions = new Map<string, number>();
    const refused: string[] = [];
    for (const [source, offset] of Object.entries(changed)) {
      if (feed.isKnown(source)) revisions.set(source, offsets.set(source, offset, at));
      else refused.push(source);
    }
    return { revisions, refused };
  };
  const write = (change: Change) => {
    const at = now();
    const settled = pending.remove(change.settle ?? []);
    for (const range of settled) setAside.removeSettledRetries(range);
    const aside = writeSetAside(change.setAside ?? [], at);
    const numbers = writePending(change, aside.lastNumber + 1);
    const lastNumber = aside.lastNumber + numbers.length;
    counters.add("pending", numbers.length);
    counters.add("last_number", lastNumber - counters.read("last_number"));
    const { revisions, refused } = writeOffsets(change.offsets ?? {}, at);
    const remembered = seen.write(change);
    const committed: Committed = { numbers, setAside: aside.numbers, refusedOffsets: refused };
    return { lastNumber, revisions, remembered, committed };
  };

  return (change) => {
    const { lastNumber, revisions, remembered, committed } = inTransaction(database, () => write(change));
    last = lastNumber;
    feed.know(revisions);
    if (remembered) seen.accept(remembered);
    return committed;
  };
};
