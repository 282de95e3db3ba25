import { inTransaction, openConnection, readNumber } from "../sqlite/connection.ts";
import type { Database } from "../sqlite/sqlite.ts";
import { storeErrors } from "../store-error.ts";

/**
 * The steps from one format to the next: step n makes format n + 1 of format n. A step that was released never changes.
 *
 * Payloads come last in their rows, so that the other columns are read without them.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE pending (
    number INTEGER PRIMARY KEY,
    checksum INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    source TEXT NOT NULL,
    id TEXT,
    payload BLOB NOT NULL
  );
  CREATE TABLE set_aside (
    number INTEGER PRIMARY KEY,
    checksum INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    set_aside_at INTEGER NOT NULL,
    is_retry INTEGER NOT NULL DEFAULT 0,
    status TEXT NOT NULL,
    source TEXT NOT NULL,
    id TEXT,
    reason TEXT NOT NULL,
    issues TEXT NOT NULL,
    payload BLOB NOT NULL
  );
  CREATE INDEX retries ON set_aside (number) WHERE is_retry = 1;
  CREATE TABLE offsets (
    source TEXT PRIMARY KEY,
    offset TEXT NOT NULL,
    revision INTEGER NOT NULL,
    stored_at INTEGER NOT NULL,
    checksum INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE seen (first INTEGER PRIMARY KEY, checksum INTEGER NOT NULL, ids TEXT NOT NULL);
  CREATE TABLE state_values (key TEXT PRIMARY KEY, value TEXT NOT NULL, checksum INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
  INSERT INTO counters VALUES ('last_number', 0), ('pending', 0), ('revision', 0), ('set_aside', 0);
  `,
  // Pending events that came together; the number is that of the first one.
  `
  CREATE TABLE chunks (
    number INTEGER PRIMARY KEY,
    received_at INTEGER NOT NULL,
    source TEXT NOT NULL,
    parts BLOB NOT NULL,
    payload BLOB NOT NULL
  );
  `,
];

/**
 * Brings a store to the newest format, each step in a transaction of its own.
 *
 * @throws a `newer` StoreError for a format that isn't known; then nothing has changed
 */
export const migrate = (place: string, database: Database, steps = migrations): void => {
  const version = readNumber(database, "PRAGMA user_version");
  if (version > steps.length) throw storeErrors.newer(place, version, steps.length);
  for (const [index, step] of steps.entries()) {
    if (index < version) continue;
    inTransaction(database, () => database.exec(`${step}; PRAGMA user_version = ${index + 1}`));
  }
};

/** What SQLite keeps of the tables and indexes: it is text in the first page, which no check of SQLite's covers. */
const schemaOf = (database: Database): string =>
  JSON.stringify(database.prepare("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name").all());

let expected: string | undefined;

/**
 * Compares the tables of a store with those of an empty one.
 *
 * @throws a `corrupt` StoreError where they differ: rows would be read wrongly, or not at all
 */
export const checkSchema = (place: string, database: Database): void => {
  if (expected === undefined) {
    const empty = openConnection(":memory:", 0);
    migrate(":memory:", empty);
    expected = schemaOf(empty);
    empty.close();
  }
  if (schemaOf(database) !== expected) throw storeErrors.damaged(place, "its schema isn't the expected one");
};
