import type { Database, SqlValue } from "../sqlite/sqlite.ts";
import { toStoredText } from "../sqlite/text.ts";
import type { NewEvent, PageOptions } from "../stored-event.ts";
import type { Counters } from "./counters.ts";
import { toRanges, type Range } from "./ranges.ts";
import { readPage, type RowPage } from "./read-page.ts";
import { checksumOf } from "./row.ts";

/** Events that have no outcome yet. Each change is part of the caller's transaction. */
export interface Pending {
  /** Inserts events under the number `first` and those that follow. */
  readonly insert: (first: number, events: readonly NewEvent[]) => void;
  /** Removes those of the numbers that are pending; returns the ranges of which some weren't. */
  readonly remove: (numbers: readonly number[]) => readonly Range[];
  readonly page: (options: PageOptions) => RowPage;
}

/** Rows of one statement: to run it takes longer than to write a row. */
const rowsAtOnce = 16;

const toRow = (number: number, event: NewEvent): readonly SqlValue[] => {
  const { receivedAt, source, id, payload } = event;
  const storedId = id === undefined ? null : toStoredText(id);
  return [number, checksumOf(number, event), receivedAt, toStoredText(source), storedId, payload];
};

export const createPending = (database: Database, counters: Counters): Pending => {
  const row = "(?, ?, ?, ?, ?, ?)";
  const insert = database.prepare(`INSERT INTO pending VALUES ${row}`);
  const insertMany = database.prepare(`INSERT INTO pending VALUES ${Array(rowsAtOnce).fill(row).join(", ")}`);
  const remove = database.prepare("DELETE FROM pending WHERE number BETWEEN ? AND ?");
  const page = database.prepare("SELECT * FROM pending WHERE number > ? ORDER BY number LIMIT ?");
  page.setReadBigInts(true);
  return {
    insert(first, events) {
      const rows = events.map((event, index) => toRow(first + index, event));
      const alone = rows.length - (rows.length % rowsAtOnce);
      for (let index = 0; index < alone; index += rowsAtOnce) {
        insertMany.run(...rows.slice(index, index + rowsAtOnce).flat());
      }
      for (const values of rows.slice(alone)) insert.run(...values);
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
