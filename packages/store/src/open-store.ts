import { createChangeFeed } from "./change-feed.ts";
import { checkChange } from "./check-change.ts";
import { createCommit } from "./commit.ts";
import { createCommitWithRoom } from "./commit-with-room.ts";
import type { EventStore } from "./event-store.ts";
import { createPlaceCheck } from "./file/place.ts";
import { createSizeLimit, idBytesWithin } from "./file/size-limit.ts";
import { openAsOwner, type OwnedFile } from "./open-file.ts";
import { createPageCheck } from "./page-check.ts";
import { explained, toStoreError } from "./sqlite/failure.ts";
import type { Row } from "./sqlite/sqlite.ts";
import { readStats } from "./stats.ts";
import { isStoreError } from "./store-error.ts";
import { checkOptions, type StoreOptions } from "./store-options.ts";
import { readEvent, readSetAside } from "./tables/row.ts";
import { createSeen, type Seen } from "./tables/seen.ts";
import { createTables } from "./tables/tables.ts";

const readWholeSetAside = (row: Row) => {
  const event = readSetAside(row);
  return event.isDamaged ? undefined : event;
};

/** Without space, the ids stay until a change remembers others. */
const trimIds = (place: string, { trim }: Seen): void => {
  try {
    trim();
  } catch (error) {
    const explanation = toStoreError(place, error);
    if (!isStoreError(explanation, "full")) throw explanation;
  }
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
  const seen = createSeen(database, rememberIds, idBytesWithin(maxBytes));
  trimIds(place, seen);
  const feed = createChangeFeed(database, tables);
  const limit = createSizeLimit(place, database, reserve, maxBytes);
  const commit = createCommit({ database, tables, seen, feed, now });
  const commitWithRoom = createCommitWithRoom({ file, commit, limit, maxBytes });
  const checkFiles = createPlaceCheck(place);
  const checkPage = createPageCheck(file, tables, now);
  const explain = <T>(work: () => T): T => explained(place, work);

  let isOpen = true;
  return {
    commit: (change) => {
      checkChange(change);
      return explain(() => commitWithRoom(change));
    },
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
