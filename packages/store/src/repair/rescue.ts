import { inTransaction } from "../sqlite/connection.ts";
import type { Database, Row, SqlValue } from "../sqlite/sqlite.ts";
import { isWholePair } from "../tables/pair.ts";
import { unpackRow } from "../tables/pack.ts";
import { readEvent, readSetAside, toDamagedEvent } from "../tables/row.ts";
import { isWholeIdRow } from "../tables/seen.ts";
import { damagedReason } from "../tables/set-aside.ts";
import type { Tables } from "../tables/tables.ts";
import type { EventTable } from "./scan.ts";

/** Takes over rows of one table; those with numbers that are there already are left out. */
export type TakeOver = (table: EventTable, rows: Iterable<Row>) => void;

/** Returns what puts rows into a new store: whole ones as they are, damaged ones set aside. */
export const createTakeOver = (database: Database, { pending, setAside, counters }: Tables, at: number): TakeOver => {
  const known = database.prepare(
    "SELECT 1 AS known FROM pending WHERE number = ? UNION ALL SELECT 1 FROM set_aside WHERE number = ?",
  );
  const isNew = (number: number): boolean => Number.isSafeInteger(number) && number > 0 && !known.get(number, number);
  const takeDamaged = (row: Row): void =>
    setAside.insert(Number(row["number"]), toDamagedEvent(row), damagedReason, at);
  const takePending = (row: Row): void => {
    const event = readEvent(row);
    if (!event) return takeDamaged(row);
    pending.insert(event.number, [event]);
    counters.add("pending", 1);
  };
  const take: Readonly<Record<EventTable, (row: Row) => void>> = {
    chunks: takePending,
    pending: takePending,
    set_aside(row) {
      const event = readSetAside({ ...row, size: 0 });
      if (event.isDamaged) return takeDamaged(row);
      setAside.insert(event.number, event, event, event.setAsideAt);
      if (event.isRetry) setAside.requestRetry(event.number);
    },
  };
  return (table, rows) =>
    inTransaction(database, () => {
      for (const row of rows) {
        const events = table === "chunks" ? unpackRow(row) : [row];
        for (const event of events) if (isNew(Number(event["number"]))) take[table](event);
      }
    });
};

/** The tables beside those of the events, and a check of their rows. */
const otherTables: Readonly<Record<string, (row: Row) => boolean>> = {
  offsets: (row) => isWholePair(row["source"], row["offset"], row),
  state_values: (row) => isWholePair(row["key"], row["value"], row),
  seen: isWholeIdRow,
};

const isSqlValue = (value: unknown): value is SqlValue =>
  value === null || ["number", "bigint", "string"].includes(typeof value) || ArrayBuffer.isView(value);

/** Copies the other tables; returns the names of those of which some can't be read. */
export const copyOtherTables = (from: Database, to: Database): readonly string[] =>
  Object.entries(otherTables).flatMap(([table, isWhole]) => {
    try {
      let isAll = true;
      inTransaction(to, () => {
        for (const row of from.prepare(`SELECT * FROM ${table}`).iterate()) {
          const values = Object.values(row).filter(isSqlValue);
          const places = values.map(() => "?").join();
          if (isWhole(row)) to.prepare(`INSERT OR REPLACE INTO ${table} VALUES (${places})`).run(...values);
          else isAll = false;
        }
      });
      return isAll ? [] : [table];
    } catch {
      return [table];
    }
  });
