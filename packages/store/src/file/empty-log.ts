import type { Database } from "../sqlite/sqlite.ts";

/**
 * Copies what is in the write-ahead log into the file. SQLite does so itself when the last connection is closed, but
 * `@photostructure/sqlite` closes one only when its statements are collected.
 */
export const emptyLog = (database: Database): void => {
  try {
    database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  } catch {
    // The next one that opens the store reads the log.
  }
};
