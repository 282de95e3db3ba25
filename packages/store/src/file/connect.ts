import { accessSync, constants } from "node:fs";
import { openConnection, readNumber } from "../sqlite/connection.ts";
import type { Database } from "../sqlite/sqlite.ts";
import { pageSizeBytes } from "../sqlite/page-size.ts";
import { noteOpen } from "./place.ts";

// The transactions of an operator take milliseconds.
const busyTimeoutMs = 5_000;

/** A connection to the file of a store. */
export interface Connection {
  readonly database: Database;
  readonly close: () => void;
}

/** Opens the file of a store: with a write-ahead log, and each commit on the disk before it returns. */
export const connect = (place: string, walBytes: number): Connection => {
  // Without this check, SQLite would open a file without write permission for reading only.
  accessSync(place, constants.W_OK);
  const close = noteOpen(place);
  let database: Database | undefined;
  try {
    database = openConnection(place, busyTimeoutMs);
    database.exec(
      `PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = ${walBytes / pageSizeBytes};
      PRAGMA journal_size_limit = ${walBytes}`,
    );
    // Read once, so that damage and a full disk are found here.
    readNumber(database, "SELECT count(*) FROM sqlite_schema");
  } catch (error) {
    database?.close();
    close();
    throw error;
  }
  const opened = database;
  return {
    database: opened,
    close() {
      opened.close();
      close();
    },
  };
};
