import { createChangeFeed } from "./change-feed.ts";
import { createCommit } from "./commit.ts";
import type { Change, Committed, EventStore } from "./event-store.ts";
import { emptyLog } from "./file/empty-log.ts";
import { estimateAdded, type AddedSize } from "./file/estimate.ts";
import { createPlaceCheck } from "./file/place.ts";
import { createSizeLimit, minMaxBytes } from "./file/size-limit.ts";
import { openAsOwner, type OwnedFile } from "./open-file.ts";
import { inTransaction } from "./sqlite/connection.ts";
import { explained, toStoreError } from "./sqlite/failure.ts";
import { isStoreError, storeErrors } from "./store-error.ts";
import { readStats } from "./stats.ts";
import type { CheckedPage } from "./stored-event.ts";
import type { RowPage } from "./tables/read-page.ts";
import { readEvent, readSetAside } from "./tables/row.ts";
import { createSeen } from "./tables/seen.ts";
import { createTables, type Tables } from "./tables/tables.ts";
import type { Database, Row } from "./sqlite/sqlite.ts";

/** How a store is opened. */
export interface StoreOptions {
  /**
   * The most that the file, its write-ahead log and its reserve may take on the disk, in bytes; at least 1,000,000.
   * About an eighth of it and 64 KiB, 17 MB at most, are for the log and the reserve, so that events can be settled
   * when the rest is full. While a change is written, its log may pass the limit. Default: no limit.
   */
  readonly maxBytes?: number | undefined;
  /**
   * How many ids are remembered, 100,000,000 at most. Each takes 12 to 20 bytes of memory, from the start.
   * Default: 100,000; 0 remembers none.
   */
  readonly rememberIds?: number | undefined;
  /** Milliseconds since 1970. Default: `Date.now`. */
  readonly now?: (() => number) | undefined;
}

const optionNames = Object.keys({ maxBytes: 0, rememberIds: 0, now: 0 } satisfies Record<keyof StoreOptions, 0>);

const checkOptions = (options: StoreOptions): void => {
  if (typeof options !== "object" || options === null) throw new TypeError("The options must be an object.");
  const { maxBytes, rememberIds, now } = options;
  if (Object.keys(options).some((name) => !optionNames.includes(name))) {
    throw new TypeError(`A store has only the options ${optionNames.join(", ")}.`);
  }
  if (now !== undefined && typeof now !== "function") throw new TypeError("now must be a function.");
  if (maxBytes !== undefined && !(Number.isSafeInteger(maxBytes) && maxBytes >= minMaxBytes)) {
    throw new RangeError(`maxBytes must be a whole number of at least ${minMaxBytes} bytes.`);
  }
  if (rememberIds !== undefined && !(Number.isInteger(rememberIds) && rememberIds >= 0 && rememberIds <= 100_000_000)) {
    throw new RangeError("rememberIds must be a whole number from 0 to 100,000,000.");
  }
};

/** Separates intact rows of a page from damaged ones, and sets those aside. */
const createPageCheck = (database: Database, { setAside }: Tables, now: () => number) => {
  const moveDamaged = (numbers: readonly number[]): void => {
    try {
      inTransaction(database, () => {
        for (const number of numbers) setAside.moveDamaged(number, now());
      });
    } catch (error) {
      // Without space they stay pending, and the next read tries again.
      if (!isStoreError(toStoreError("", error), "full")) throw error;
    }
  };
  return <T>({ rows, next }: RowPage, read: (row: Row) => T | undefined): CheckedPage<T> => {
    const events: T[] = [];
    const damaged: number[] = [];
    for (const row of rows) {
      const event = read(row);
      if (event === undefined) damaged.push(Number(row["number"]));
      else events.push(event);
    }
    if (damaged.length > 0) moveDamaged(damaged);
    return { events, next, damaged };
  };
};

const readWholeSetAside = (row: Row) => {
  const event = readSetAside(row);
  return event.isDamaged ? undefined : event;
};

const createStore = (
  file: OwnedFile,
  { maxBytes, rememberIds = 100_000, now = Date.now }: StoreOptions,
): EventStore => {
  const { place, database, reserve } = file;
  const tables = createTables(place, database);
  // Reads all rows: one with a damaged key isn't found by its key.
  tables.offsets.all();
  tables.values.check();
  const seen = createSeen(database, rememberIds);
  const feed = createChangeFeed(database, tables);
  const limit = createSizeLimit(place, database, reserve, maxBytes);
  const commit = createCommit({ database, tables, seen, feed, now });
  const checkFiles = createPlaceCheck(place);
  const checkPage = createPageCheck(database, tables, now);
  const explain = <T>(work: () => T): T => explained(place, work);

  /** Makes a change that adds no event, on a full disk with the room of the reserve. */
  const settle = (change: Change): Committed => {
    try {
      return commit(change);
    } catch (error) {
      const explanation = toStoreError(place, error);
      if (!isStoreError(explanation, "full")) throw explanation;
      reserve.release();
      emptyLog(database);
      return commit(change);
    }
  };
  /** Makes a change that adds events, on a full disk with the room that the write-ahead log takes. */
  const add = (change: Change, size: AddedSize): Committed => {
    try {
      return commit(change);
    } catch (error) {
      if (!isStoreError(toStoreError(place, error), "full") || limit.isReachedBy(size)) throw error;
      // What is settled may lie in the log, which SQLite doesn't copy by itself before the log is large.
      emptyLog(database);
      return commit(change);
    }
  };
  const commitWithin = (change: Change): Committed => {
    const size = estimateAdded(change);
    if (size.storedBytes === 0) return settle(change);
    limit.admit(size);
    try {
      const committed = add(change, size);
      limit.stored(size);
      return committed;
    } catch (error) {
      const explanation = toStoreError(place, error);
      if (!isStoreError(explanation, "full") || maxBytes === undefined || !limit.isReachedBy(size)) throw explanation;
      limit.refused(size);
      throw storeErrors.limit(place, maxBytes, error);
    } finally {
      limit.lift();
    }
  };

  let isOpen = true;
  return {
    commit: (change) =>
      explain(() => {
        const committed = commitWithin(change);
        limit.trim();
        return committed;
      }),
    pendingPage: (options = {}) => explain(() => checkPage(tables.pending.page(options), readEvent)),
    retryPage: (options = {}) => explain(() => checkPage(tables.setAside.retryPage(options), readWholeSetAside)),
    findSeen: (ids) => explain(() => seen.findIn(ids)),
    hasSeen: (id) => explain(() => seen.findIn([id]).has(id)),
    readOffset: (source) => explain(() => feed.readOffset(source)),
    readChanges: () => explain(() => feed.readChanges()),
    readValue: (key) => explain(() => tables.values.get(key)),
    writeValue: (key, value) => explain(() => tables.values.set(key, value)),
    stats: () => explain(() => readStats(tables, limit.measure())),
    hasRoom: (bytes) => explain(() => limit.hasRoom(bytes)),
    checkPlace: () =>
      explain(() => {
        checkFiles();
        file.lock.renew();
      }),
    close() {
      if (!isOpen) return;
      isOpen = false;
      explain(() => file.close());
    },
  };
};

/**
 * Opens a store for the one relay that owns it, and creates it where there is none; only the user may read its files.
 * Every page is read once, which takes half a second for a gigabyte in the system's memory.
 *
 * @throws StoreError: `locked` while another process owns it, `corrupt` for a damaged file and for one that isn't a store
 *   (which stays as it is), `full`, `readonly`, `newer` or `unsupported`. Throws a RangeError for
 *   options out of range, and a TypeError for unknown ones.
 */
export const openStore = (path: string, options: StoreOptions = {}): EventStore => {
  checkOptions(options);
  const file = openAsOwner(path, options.maxBytes);
  try {
    return explained(file.place, () => createStore(file, options));
  } catch (error) {
    file.close();
    throw error;
  }
};
