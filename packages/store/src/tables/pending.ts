import { bytesPlace, type Database, type Row, type SqlValue } from "../sqlite/sqlite.ts";
import { toStoredText } from "../sqlite/text.ts";
import type { NewChunk, NewEvent, PageOptions } from "../stored-event.ts";
import type { Chunks } from "./chunks.ts";
import type { Counters } from "./counters.ts";
import { mergePages } from "./merge-pages.ts";
import { toRanges, type Range } from "./ranges.ts";
import { readPage, type RowPage } from "./read-page.ts";
import { checksumOf } from "./row.ts";

/**
 * Events that have no outcome yet, each in a row of its own or in one of a chunk. Each change is part of the caller's
 * transaction.
 */
export interface Pending {
  /** Inserts events under the number `first` and those that follow. */
  readonly insert: (first: number, events: readonly NewEvent[]) => void;
  readonly insertChunk: (first: number, chunk: NewChunk) => void;
  /** Removes those of the numbers that are pending; returns the ranges of which some weren't. */
  readonly remove: (numbers: readonly number[]) => readonly Range[];
  /** Gives the event with a number a row of its own, and each one that is in the same chunk; returns whether there is a chunk. */
  readonly unpack: (number: number) => boolean;
  readonly page: (options: PageOptions) => RowPage;
  /** The last number in a chunk; 0 where there is none. */
  readonly lastInChunks: () => number;
}

/** Rows of one statement: to run it takes longer than to write a row. */
const rowsAtOnce = 16;

const toRow = (number: number, event: NewEvent): readonly SqlValue[] => {
  const { receivedAt, source, id, payload } = event;
  const storedId = id === undefined ? null : toStoredText(id);
  return [number, checksumOf(number, event), receivedAt, toStoredText(source), storedId, payload];
};

const isSqlValue = (value: unknown): value is SqlValue =>
  ["number", "bigint", "string"].includes(typeof value) || value instanceof Uint8Array;

/** What a column holds, also where damage left nothing in it. */
const valueOr = (value: unknown, other: SqlValue): SqlValue => (isSqlValue(value) ? value : other);

const toStoredRow = ({ number, checksum, received_at, source, payload }: Row): readonly SqlValue[] => [
  valueOr(number, 0),
  valueOr(checksum, -1),
  valueOr(received_at, 0),
  valueOr(source, ""),
  null,
  valueOr(payload, new Uint8Array()),
];

const createRows = (database: Database) => {
  const row = `(?, ?, ?, ?, ?, ${bytesPlace})`;
  const insertOne = database.prepare(`INSERT INTO pending VALUES ${row}`);
  const insertMany = database.prepare(`INSERT INTO pending VALUES ${Array(rowsAtOnce).fill(row).join(", ")}`);
  return (rows: readonly (readonly SqlValue[])[]): void => {
    const alone = rows.length - (rows.length % rowsAtOnce);
    for (let index = 0; index < alone; index += rowsAtOnce) {
      insertMany.run(...rows.slice(index, index + rowsAtOnce).flat());
    }
    for (const values of rows.slice(alone)) insertOne.run(...values);
  };
};

export const createPending = (database: Database, counters: Counters, chunks: Chunks): Pending => {
  const insertRows = createRows(database);
  const remove = database.prepare("DELETE FROM pending WHERE number BETWEEN ? AND ?");
  const page = database.prepare("SELECT * FROM pending WHERE number > ? ORDER BY number LIMIT ?");
  page.setReadBigInts(true);

  /** Splits the chunk with a number into rows. Events that are settled get none; returns their numbers. */
  const unpack = (number: number, isSettled: (number: number) => boolean): readonly number[] | undefined => {
    const taken = chunks.takeAt(number);
    if (taken === undefined) return undefined;
    const settled = taken.rows.map((row) => Number(row["number"])).filter(isSettled);
    insertRows(taken.rows.filter((row) => !isSettled(Number(row["number"]))).map(toStoredRow));
    // The number of events differs from the counted one if the row is damaged.
    counters.add("pending", taken.rows.length - taken.counted);
    return settled;
  };

  return {
    insert: (first, events) => insertRows(events.map((event, index) => toRow(first + index, event))),
    insertChunk: chunks.insert,
    remove(numbers) {
      let removed = 0;
      let settled: ReadonlySet<number> | undefined;
      const isSettled = (number: number): boolean => (settled ??= new Set(numbers)).has(number);
      const incomplete = toRanges(numbers).filter((range) => {
        const [first, last] = range;
        let found = chunks.removeWithin(range);
        if (found <= last - first) found += Number(remove.run(first, last).changes);
        removed += found;
        if (found > last - first) return false;
        // Chunks that begin before the range or end behind it.
        const apart = range.flatMap((edge) => unpack(edge, isSettled) ?? []);
        removed += apart.length;
        return found + apart.filter((number) => number >= first && number <= last).length <= last - first;
      });
      counters.add("pending", -removed);
      return incomplete;
    },
    unpack: (number) => unpack(number, () => false) !== undefined,
    page: (options) => mergePages(readPage(page, options), chunks.page(options), options),
    lastInChunks: chunks.lastNumber,
  };
};
