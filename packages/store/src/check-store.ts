import { kindAt, placeOf } from "./file/place.ts";
import { openBeside } from "./open-file.ts";
import { readNumber } from "./sqlite/connection.ts";
import { explained, toStoreError } from "./sqlite/failure.ts";
import type { Database } from "./sqlite/sqlite.ts";
import { isStoreError, storeErrors } from "./store-error.ts";
import { counterNames, countStatements } from "./tables/counters.ts";
import { unpackRow } from "./tables/pack.ts";
import { createTables, type Tables } from "./tables/tables.ts";
import { readEvent } from "./tables/row.ts";
import type { EventTable } from "./repair/scan.ts";

/** What a check has found. */
export interface CheckReport {
  /** Whether nothing is damaged. */
  readonly isSound: boolean;
  /** What is wrong beside events, a line each: pages, tables, counters, offsets, values. SQLite's are 100 at most. */
  readonly problems: readonly string[];
  /** Events whose checksum doesn't fit. */
  readonly damagedEvents: readonly { readonly table: "pending" | "set aside"; readonly number: number }[];
}

const wordsOf: Readonly<Record<EventTable, CheckReport["damagedEvents"][number]["table"]>> = {
  chunks: "pending",
  pending: "pending",
  set_aside: "set aside",
};

const rowsOfPage: Readonly<Record<EventTable, number>> = { chunks: 20, pending: 500, set_aside: 500 };

const damagedEventsOf = (database: Database, table: EventTable): CheckReport["damagedEvents"] => {
  const pageRows = rowsOfPage[table];
  const page = database.prepare(`SELECT * FROM ${table} WHERE number > ? ORDER BY number LIMIT ${pageRows}`);
  page.setReadBigInts(true);
  const damaged: CheckReport["damagedEvents"][number][] = [];
  // Damage may make a number negative.
  let after = -(2n ** 63n);
  for (let isLast = false; !isLast;) {
    // Page by page: a long read would keep a relay's write-ahead log from being emptied.
    const rows = page.all(after);
    isLast = rows.length < pageRows;
    const last = rows.at(-1)?.["number"];
    if (typeof last === "bigint") after = last;
    for (const row of table === "chunks" ? rows.flatMap(unpackRow) : rows) {
      if (!readEvent(row)) damaged.push({ table: wordsOf[table], number: Number(row["number"]) });
    }
  }
  return damaged;
};

const counterProblems = (database: Database): readonly string[] =>
  Object.entries(countStatements).flatMap(([name, count]) => {
    // In one statement: a relay may write between two.
    const difference = readNumber(database, `SELECT (${count}) - (SELECT value FROM counters WHERE name = '${name}')`);
    return difference === 0 ? [] : [`the counter of ${name} differs by ${difference}`];
  });

/** Reads what a store reads when it is opened: one of these that is damaged fails. */
const tableReaders: readonly ((tables: Tables) => void)[] = [
  ({ offsets }) => void offsets.all(),
  ({ values }) => values.check(),
  ({ counters }) => counterNames.forEach(counters.read),
];

/** Runs a part of a check. If it can't be read, adds the error's message to `problems`. */
const gather = <T>(place: string, problems: string[], read: () => readonly T[]): readonly T[] => {
  try {
    return read();
  } catch (error) {
    const explanation = toStoreError(place, error);
    if (!isStoreError(explanation, "corrupt")) throw explanation;
    problems.push(error instanceof Error ? error.message : String(error));
    return [];
  }
};

const check = (place: string, database: Database): CheckReport => {
  const problems: string[] = [];
  const found = gather(place, problems, () => database.prepare("PRAGMA integrity_check(100)").all());
  problems.push(...found.flatMap((row) => Object.values(row).map(String)).filter((line) => line !== "ok"));
  const damagedEvents = (["pending", "chunks", "set_aside"] as const).flatMap((table) =>
    gather(place, problems, () => damagedEventsOf(database, table)),
  );
  problems.push(...gather(place, problems, () => counterProblems(database)));
  const tables = createTables(place, database);
  for (const read of tableReaders) {
    gather(place, problems, () => {
      read(tables);
      return [];
    });
  }
  return { isSound: problems.length + damagedEvents.length === 0, problems: [...new Set(problems)], damagedEvents };
};

/**
 * Looks for damage in a store: reads every page and the checksum of every event. It repairs nothing, and works beside a
 * relay. A store of an older format is migrated first.
 *
 * @throws StoreError: `corrupt` for what isn't a store, `readonly` where there is none or it can't be written, `newer`
 *   or `unsupported`
 */
export const checkStore = (path: string): CheckReport =>
  explained(path, () => {
    const place = placeOf(path);
    const kind = kindAt(place);
    if (kind === "none") throw storeErrors.missing(place);
    if (kind === "other") throw storeErrors.notAStore(place);
    try {
      const file = openBeside(place);
      try {
        return check(place, file.database);
      } finally {
        file.close();
      }
    } catch (error) {
      if (!isStoreError(error, "corrupt")) throw error;
      return {
        isSound: false,
        problems: [error.cause instanceof Error ? error.cause.message : error.message],
        damagedEvents: [],
      };
    }
  });
