import type { Row, SqlValue, Statement } from "../sqlite/sqlite.ts";
import type { PageOptions } from "../stored-event.ts";

// Where events are large, a page holds fewer.
export const maxPageBytes = 8_388_608;

/** Rows of one page, and where the next one begins. */
export interface RowPage {
  readonly rows: readonly Row[];
  readonly next: number | undefined;
}

const checkPage = (after: number, limit: number): void => {
  // SQLite takes NaN for NULL: the page would be empty, as if nothing were left. A page of none would never end.
  if (!Number.isSafeInteger(after) || after < 0) throw new RangeError("after must be a whole number, 0 or more.");
  if (!Number.isSafeInteger(limit) || limit < 1) throw new RangeError("limit must be a whole number, 1 or more.");
};

/** Reads rows in the order of their numbers. The statement takes the number after which it begins, more values, and how many rows. */
export const readPage = (
  statement: Statement,
  { after = 0, limit = 500 }: PageOptions,
  more: readonly SqlValue[] = [],
): RowPage => {
  checkPage(after, limit);
  const rows: Row[] = [];
  let bytes = 0;
  for (const row of statement.iterate(after, ...more, limit)) {
    rows.push(row);
    const { payload } = row;
    bytes += ArrayBuffer.isView(payload) ? payload.byteLength : 0;
    if (bytes >= maxPageBytes) break;
  }
  const isLast = rows.length < limit && bytes < maxPageBytes;
  return { rows, next: isLast ? undefined : Number(rows.at(-1)?.["number"] ?? after) };
};
