import { loadSqlite } from "./load.ts";
import type { Database } from "./sqlite.ts";

/** Opens a connection that waits so many milliseconds for the locks of other processes. */
export const openConnection = (path: string, busyTimeoutMs: number): Database => {
  const { DatabaseSync } = loadSqlite();
  const database = new DatabaseSync(path);
  database.exec(`PRAGMA busy_timeout = ${busyTimeoutMs}`);
  return database;
};

/** Runs a function in one transaction: all of its changes are made, or none. */
export const inTransaction = <T>(database: Database, work: () => T): T => {
  database.exec("BEGIN IMMEDIATE");
  try {
    const result = work();
    database.exec("COMMIT");
    return result;
  } catch (error) {
    try {
      database.exec("ROLLBACK");
    } catch {
      // SQLite did so itself, as it does when the disk is full.
    }
    throw error;
  }
};

/** Prepares a statement, and returns a function that reads its single number. */
export const prepareNumber = (database: Database, sql: string): (() => number) => {
  const statement = database.prepare(sql);
  return () => Number(Object.values(statement.get() ?? {})[0] ?? 0);
};

/** Reads the single number that a statement returns. */
export const readNumber = (database: Database, sql: string): number => prepareNumber(database, sql)();
