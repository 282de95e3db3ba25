import { prepareNumber } from "../sqlite/connection.ts";
import { bytesPlace, type Database, type Row } from "../sqlite/sqlite.ts";
import { toStoredText } from "../sqlite/text.ts";
import type { NewChunk, PageOptions } from "../stored-event.ts";
import { packChunk, partBytes, splitChunk, unpackRow } from "./pack.ts";
import type { Range } from "./ranges.ts";
import { maxPageBytes, type RowPage } from "./read-page.ts";

/** Rows with several pending events each. Each change is part of the caller's transaction. */
export interface Chunks {
  /** Inserts the events of a chunk under the number `first` and those that follow. */
  readonly insert: (first: number, chunk: NewChunk) => void;
  /** Removes the rows that lie in a range as a whole; returns how many events were in them. */
  readonly removeWithin: (range: Range) => number;
  /** Removes the row that contains a number. Returns a row per event, and how many of them the counter has counted. */
  readonly takeAt: (number: number) => { readonly rows: readonly Row[]; readonly counted: number } | undefined;
  /** Reads events in the order of their numbers, as rows of their own. A page ends in the middle of a chunk only where it has to. */
  readonly page: (options: PageOptions) => RowPage;
  /** The last number; 0 where there is none. */
  readonly lastNumber: () => number;
}

/** How many events a row has. Its length is known without reading `parts`. */
export const eventsInRow = `length(parts) / ${partBytes}`;

const countOf = (row: Row): number => Number(row["events"]);

export const createChunks = (database: Database): Chunks => {
  const insert = database.prepare(`INSERT INTO chunks VALUES (?, ?, ?, ?, ${bytesPlace})`);
  const removeWithin = database.prepare(
    `DELETE FROM chunks WHERE number BETWEEN ? AND ? AND number + ${eventsInRow} - 1 <= ? RETURNING ${eventsInRow} AS events`,
  );
  const remove = database.prepare("DELETE FROM chunks WHERE number = ?");
  const at = database.prepare(
    `SELECT *, ${eventsInRow} AS events FROM chunks WHERE number <= ? ORDER BY number DESC LIMIT 1`,
  );
  const from = database.prepare(
    `SELECT * FROM chunks
    WHERE number >= coalesce((SELECT number FROM chunks WHERE number <= ? ORDER BY number DESC LIMIT 1), 0)
    ORDER BY number LIMIT ?`,
  );
  for (const statement of [at, from]) statement.setReadBigInts(true);
  const lastNumber = prepareNumber(
    database,
    `SELECT number + ${eventsInRow} - 1 FROM chunks ORDER BY number DESC LIMIT 1`,
  );
  return {
    lastNumber,
    insert(first, chunk) {
      let number = first;
      for (const piece of splitChunk(chunk)) {
        const { payload, parts } = packChunk(number, piece);
        insert.run(number, piece.receivedAt, toStoredText(piece.source), parts, payload);
        number += piece.payloads.length;
      }
    },
    removeWithin: ([first, last]) => removeWithin.all(first, last, last).reduce((sum, row) => sum + countOf(row), 0),
    takeAt(number) {
      const row = at.get(number);
      if (row === undefined) return undefined;
      const rows = unpackRow(row);
      if (!rows.some((one) => one["number"] === number)) return undefined;
      remove.run(Number(row["number"]));
      return { rows, counted: countOf(row) };
    },
    page({ after = 0, limit = 500 }) {
      const rows: Row[] = [];
      let bytes = 0;
      let isCut = false;
      // One more row: the first one may end before the page begins.
      for (const row of from.iterate(after + 1, limit + 1)) {
        const events = unpackRow(row).filter(({ number }) => Number(number) > after);
        isCut = rows.length + events.length > limit || bytes >= maxPageBytes;
        if (isCut && rows.length > 0) break;
        rows.push(...events.slice(0, limit));
        bytes += ArrayBuffer.isView(row["payload"]) ? row["payload"].byteLength : 0;
        if (isCut) break;
      }
      return { rows, next: isCut ? Number(rows.at(-1)?.["number"] ?? after) : undefined };
    },
  };
};
