import {
  closeSync,
  copyFileSync,
  constants,
  existsSync,
  openSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { pageSizeBytes } from "../sqlite/page-size.ts";
import { copyPath, removeDatabase } from "../file/leftovers.ts";
import { openConnection } from "../sqlite/connection.ts";
import type { Database } from "../sqlite/sqlite.ts";
import { isStoreError } from "../store-error.ts";
import { checkSchema, migrate } from "../tables/schema.ts";

/** A copy of a damaged store, which can be changed to read more of it. */
export interface StoreCopy {
  readonly path: string;
  readonly database: Database;
  /** Whether its first page was damaged and was replaced: which pages hold nothing isn't known any more. */
  readonly isPatched: boolean;
  readonly remove: () => void;
}

/** Opens the copy and brings what is in its write-ahead log into its file. */
const openCopy = (place: string, path: string): Database => {
  const database = openConnection(path, 0);
  try {
    database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    migrate(place, database);
    checkSchema(place, database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
};

/** Replaces the first page by that of an empty store: tables begin on the same pages in each. */
const patchFirstPage = (path: string, emptyStore: string): void => {
  const file = openSync(path, "r+");
  try {
    const page = readFileSync(emptyStore).subarray(0, pageSizeBytes);
    // If the change counter differs from its copy at byte 92, SQLite derives the number of pages from the file's size.
    page.writeUInt32BE(page.readUInt32BE(24) + 1, 24);
    // At its beginning, without cutting off the rest.
    writeFileSync(file, page);
  } finally {
    closeSync(file);
  }
};

/** Gives a copy that was truncated the pages on which tables begin, so that SQLite opens it. */
const extendCopy = (path: string, emptyStore: string): void => {
  const { size } = statSync(emptyStore);
  if (statSync(path).size < size) truncateSync(path, size);
};

/** Copies a damaged store and opens the copy. It changes nothing of the store itself. */
export const copyStore = (place: string, emptyStore: string): StoreCopy => {
  const path = copyPath(place);
  removeDatabase(path);
  try {
    for (const ending of ["", "-wal"]) {
      if (existsSync(`${place}${ending}`)) {
        copyFileSync(`${place}${ending}`, `${path}${ending}`, constants.COPYFILE_FICLONE);
      }
    }
    extendCopy(path, emptyStore);
    const remove = (): void => removeDatabase(path);
    try {
      return { path, database: openCopy(place, path), isPatched: false, remove };
    } catch (error) {
      if (isStoreError(error, "newer")) throw error;
      patchFirstPage(path, emptyStore);
      return { path, database: openCopy(place, path), isPatched: true, remove };
    }
  } catch (error) {
    removeDatabase(path);
    throw error;
  }
};
