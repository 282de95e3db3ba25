import type { Database } from "../sqlite/sqlite.ts";
import { toStoredText } from "../sqlite/text.ts";
import type { NewEvent, PageOptions } from "../stored-event.ts";
import type { Counters } from "./counters.ts";
import { toRanges, type Range } from "./ranges.ts";
import { readPage, type RowPage } from "./read-page.ts";
import { checksumOf } from "./row.ts";

/** Events that have no outcome yet. Each change is part of the caller's transaction. */
export interface Pending {
  readonly insert: (number: number, event: NewEvent) => void;
  /** Removes those of the numbers that are pending; returns the ranges of which some weren't. */
  readonly remove: (numbers: readonly number[]) => readonly Range[];
  readonly page: (options: PageOptions) => RowPage;
}

export const createPending = (database: Database, counters: Counters): Pending => {
  const insert = database.prepare("INSERT INTO pending VALUES (?, ?, ?, ?, ?, ?)");
  const remove = database.prepare("DELETE FROM pending WHERE number BETWEEN ? AND ?");
  const page = database.prepare("SELECT * FROM pending WHERE number > ? ORDER BY number LIMIT ?");
  page.setReadBigInts(true);
  return {
    insert(number, event) {
      const { receivedAt, source, id, payload } = event;
      const storedId = id === undefined ? null : toStoredText(id);
      insert.run(number, checksumOf(number, event), receivedAt, toStoredText(source), storedId, payload);
    },
    remove(numbers) {
      let removed = 0;
      const incomplete = toRanges(numbers).filter(([first, last]) => {
        const changes = Number(remove.run(first, last).changes);
        removed += changes;
        return changes <= last - first;
      });
      counters.add("pending", -removed);
      return incomplete;
    },
    page: (options) => readPage(page, options),
  };
};
