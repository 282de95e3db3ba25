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

  const write = (change: Change) => {
    let number = last;
    const settled = pending.remove(change.settle ?? []);
    for (const range of settled) setAside.removeSettledRetries(range);
    const at = now();
    const setAsideNumbers = (change.setAside ?? []).flatMap((one) => {
      if ("number" in one) return setAside.move(one.number, one, at) ? [one.number] : [];
      number += 1;
      setAside.insert(number, one.event, one, at);
      return [number];
    });
    const appended = change.append ?? [];
    pending.insert(number + 1, appended);
    let next = number + 1 + appended.length;
    for (const chunk of change.appendChunks ?? []) {
      pending.insertChunk(next, chunk);
      next += chunk.payloads.length;
    }
    const from = number + 1;
    const numbers = Array.from({ length: next - from }, (_, index) => from + index);
    counters.add("pending", numbers.length);
    number += numbers.length;
    counters.add("last_number", number - counters.read("last_number"));
    const revisions = new Map<string, number>();
    const refusedOffsets: string[] = [];
    for (const [source, offset] of Object.entries(change.offsets ?? {})) {
      if (feed.isKnown(source)) revisions.set(source, offsets.set(source, offset, at));
      else refusedOffsets.push(source);
    }
    const remembered = seen.write(change);
    return { number, revisions, remembered, committed: { numbers, setAside: setAsideNumbers, refusedOffsets } };
  };

  return (change) => {
    const { number, revisions, remembered, committed } = inTransaction(database, () => write(change));
    last = number;
    feed.know(revisions);
    if (remembered) seen.accept(remembered);
    return committed;
  };
};
