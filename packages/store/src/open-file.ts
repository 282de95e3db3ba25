import { connect, type Connection } from "./file/connect.ts";
import { createStoreFile } from "./file/create.ts";
import { takeOwnerLock } from "./file/owner-lock.ts";
import { hasStore, placeOf } from "./file/place.ts";
import type { Database } from "./sqlite/sqlite.ts";
import { explained } from "./sqlite/failure.ts";
import { storeErrors } from "./store-error.ts";
import { migrate } from "./tables/schema.ts";

/** The file of a store, open in this process. */
export interface OpenFile extends Connection {
  readonly place: string;
}

const connectChecked = (place: string, checkpointPages?: number): Connection => {
  const connection = connect(place, checkpointPages);
  try {
    migrate(place, connection.database);
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
};

/** Reads every page of the file once: it takes half a second for a gigabyte that the system has in memory. */
const checkPages = (place: string, { database }: Connection): void => {
  const [found] = Object.values(database.prepare("PRAGMA quick_check(1)").get() ?? {});
  if (found !== "ok") throw storeErrors.damaged(place, String(found));
};

/**
 * Copies what is in the write-ahead log into the file. SQLite does so itself when the last connection is closed, but
 * `@photostructure/sqlite` closes one only when its statements are collected.
 */
const emptyLog = (database: Database): void => {
  try {
    database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  } catch {
    // The next one that opens the store reads the log.
  }
};

/** Opens a store for its owner, and creates it where there is none. Its lock is held until it is closed. */
export const openAsOwner = (path: string, checkpointPages?: number): OpenFile =>
  explained(path, () => {
    const place = placeOf(path);
    // Before the lock, so that nothing is put beside a file that isn't ours.
    hasStore(place);
    const unlock = takeOwnerLock(place);
    let connection: Connection | undefined;
    try {
      if (!hasStore(place)) createStoreFile(place);
      connection = connectChecked(place, checkpointPages);
      checkPages(place, connection);
    } catch (error) {
      connection?.close();
      unlock();
      throw error;
    }
    const { database, close } = connection;
    return {
      place,
      database,
      close() {
        emptyLog(database);
        close();
        unlock();
      },
    };
  });

/** Opens a store beside its owner. */
export const openBeside = (path: string): OpenFile =>
  explained(path, () => {
    const place = placeOf(path);
    if (!hasStore(place)) throw storeErrors.missing(place);
    return { place, ...connectChecked(place) };
  });
