import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { pageSizeBytes } from "../sqlite/page-size.ts";
import type { Row } from "../sqlite/sqlite.ts";
import { freePagesOf, rowsOfPage, type RawRow, type ReadPage } from "./page-format.ts";

/** The tables that hold events. */
export type EventTable = "chunks" | "pending" | "set_aside";

/** The columns of each, in their order. Beyond the first page, no other table with row ids has as many. */
const columnsOf: Readonly<Record<EventTable, readonly string[]>> = {
  chunks: ["number", "received_at", "source", "parts", "payload"],
  pending: ["number", "checksum", "received_at", "source", "id", "payload"],
  set_aside: [
    "number",
    "checksum",
    "received_at",
    "set_aside_at",
    "is_retry",
    "status",
    "source",
    "id",
    "reason",
    "issues",
    "payload",
  ],
};

/** A row by the names of its columns; the first of them is the row's id. */
const toRow = (columns: readonly string[], { rowid, values }: RawRow): Row =>
  Object.fromEntries(columns.map((name, index) => [name, index === 0 ? rowid : values[index]]));

/** Reads every page of a file, without SQLite, and yields the rows of one table, wherever the tree above them is broken. */
export function* scanRows(path: string, table: EventTable): Iterable<Row> {
  const file = openSync(path, "r");
  try {
    // The last page may be truncated; the bytes that remain are used.
    const pages = Math.ceil(fstatSync(file).size / pageSizeBytes);
    const readPage: ReadPage = (number) => {
      if (number < 1 || number > pages) return undefined;
      const page = Buffer.alloc(pageSizeBytes);
      readSync(file, page, 0, pageSizeBytes, (number - 1) * pageSizeBytes);
      return page;
    };
    const free = freePagesOf(readPage);
    const columns = columnsOf[table];
    for (let number = 2; number <= pages; number += 1) {
      const page = free.has(number) ? undefined : readPage(number);
      if (!page) continue;
      for (const row of rowsOfPage(page, readPage)) if (row.values.length === columns.length) yield toRow(columns, row);
    }
  } finally {
    closeSync(file);
  }
}
