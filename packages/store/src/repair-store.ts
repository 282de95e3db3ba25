import { createStoreFile } from "./file/create.ts";
import { finishRepair, isRepairUnfinished, markRepaired } from "./file/finish-repair.ts";
import { takeOwnerLock } from "./file/owner-lock.ts";
import { kindAt, placeOf } from "./file/place.ts";
import { copyStore, type StoreCopy } from "./repair/copy.ts";
import { copyOtherTables, createTakeOver, type TakeOver } from "./repair/rescue.ts";
import { scanRows, type EventTable } from "./repair/scan.ts";
import { openConnection, readNumber } from "./sqlite/connection.ts";
import { explained } from "./sqlite/failure.ts";
import type { Database } from "./sqlite/sqlite.ts";
import { storeErrors } from "./store-error.ts";
import { type CounterName, createCounters } from "./tables/counters.ts";
import { toNumber } from "./tables/row.ts";
import { createTables } from "./tables/tables.ts";

/** What a repair has made of a store. */
export interface RepairReport {
  /** Events that wait for an outcome. */
  readonly pending: number;
  /** Events that are set aside, the damaged ones among them. */
  readonly setAside: number;
  /** Numbers of the events that are set aside with the status `damaged`: their checksum doesn't fit. */
  readonly damaged: readonly number[];
  /** How many events can't be read at all, by the store's own counters. */
  readonly missing: number;
  /** What else can't be read: `offsets`, `values` (what the state belongs to), or `seen` (ids, which may come twice). */
  readonly lost: readonly ("offsets" | "seen" | "values")[];
  /** Where the damaged file is kept, with its write-ahead log beside it. */
  readonly keptAs: string;
}

const lostNames: Readonly<Record<string, RepairReport["lost"][number]>> = {
  offsets: "offsets",
  seen: "seen",
  state_values: "values",
};

// If an event is in several tables, it was moved: the table that it was moved to comes first.
const eventTables: readonly EventTable[] = ["set_aside", "pending", "chunks"];

/** Takes over what SQLite reads; returns whether that is all there is. */
const readByTree = ({ database, isPatched }: StoreCopy, takeOver: TakeOver): boolean => {
  try {
    for (const table of eventTables) {
      const rows = database.prepare(`SELECT * FROM ${table} ORDER BY number`);
      rows.setReadBigInts(true);
      takeOver(table, rows.iterate());
    }
    // With a replaced first page, the check always fails, and a scan couldn't distinguish free pages from used ones.
    return isPatched || Object.values(database.prepare("PRAGMA quick_check(1)").get() ?? {})[0] === "ok";
  } catch {
    return false;
  }
};

/** Reads a counter of a damaged store; 0 where it can't be read. */
const readCounter = ({ path, database }: StoreCopy, name: CounterName): number => {
  try {
    return createCounters(path, database).read(name);
  } catch {
    return 0;
  }
};

/** Fills a new store from a copy of the damaged one. */
const fill = (database: Database, copy: StoreCopy): Omit<RepairReport, "keptAs"> => {
  const tables = createTables(copy.path, database);
  const takeOver = createTakeOver(database, tables, Date.now());
  if (!readByTree(copy, takeOver)) for (const table of eventTables) takeOver(table, scanRows(copy.path, table));
  const lost = copyOtherTables(copy.database, database);
  const greatest = (sql: string): number => Math.max(0, toNumber(readNumber(database, `SELECT max(${sql}`)));
  const last = Math.max(greatest("number) FROM pending"), greatest("number) FROM set_aside"));
  tables.counters.add("last_number", Math.max(last, readCounter(copy, "last_number")));
  tables.counters.add("revision", greatest("revision) FROM offsets"));
  const [pending, setAside] = [tables.counters.read("pending"), tables.counters.read("set_aside")];
  const counted = readCounter(copy, "pending") + readCounter(copy, "set_aside");
  const damaged = database.prepare("SELECT number FROM set_aside WHERE status = 'damaged' ORDER BY number").all();
  return {
    pending,
    setAside,
    damaged: damaged.map(({ number }) => Number(number)),
    missing: Math.max(0, counted - pending - setAside),
    lost: lost.flatMap((table) => lostNames[table] ?? []),
  };
};

const rebuild = (place: string, made: string): Omit<RepairReport, "keptAs"> => {
  const copy = copyStore(place, made);
  try {
    const database = openConnection(made, 0);
    try {
      return fill(database, copy);
    } finally {
      database.close();
    }
  } finally {
    copy.database.close();
    copy.remove();
  }
};

/**
 * Makes a new store of all that can be read in a damaged one, and keeps the damaged file. Events whose checksum doesn't fit
 * are set aside with the status `damaged`. Where the tree above the rows is broken, each page is read by itself; some
 * events that were settled may be pending again then, with the same ids.
 *
 * It takes twice as much room on the disk as the store. Until the new file is complete, the old one stays in its place.
 *
 * @throws StoreError: `locked` while a relay owns the store, `corrupt` for what isn't one, `full`, `readonly` and `newer`
 */
export const repairStore = (path: string): RepairReport =>
  explained(path, () => {
    const place = placeOf(path);
    const kind = kindAt(place);
    if (kind === "none" && !isRepairUnfinished(place)) throw storeErrors.missing(place);
    if (kind === "other") throw storeErrors.notAStore(place);
    const lock = takeOwnerLock(place);
    try {
      finishRepair(place);
      const report = createStoreFile(
        place,
        (made) => rebuild(place, made),
        (made) => markRepaired(made, place),
      );
      return { ...report, keptAs: finishRepair(place) ?? place };
    } finally {
      lock.release();
    }
  });
