import { closeSync, fsyncSync, openSync, renameSync } from "node:fs";
import { dirname } from "node:path";
import { openConnection } from "../sqlite/connection.ts";
import { migrate } from "../tables/schema.ts";
import { newPath, removeDatabase } from "./leftovers.ts";
import { giveOwner } from "./give-owner.ts";
import { applicationId } from "./header.ts";
import { pageSizeBytes } from "../sqlite/page-size.ts";

/** Makes a rename survive a power cut, where folders can be opened. */
const syncFolder = (path: string): void => {
  if (process.platform === "win32") return;
  const folder = openSync(path, "r");
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
};

/**
 * Makes an empty store, has it filled, and puts it in its place: whole or not at all, even if the process dies meanwhile.
 * It must be called by the owner alone.
 *
 * @param put - Puts the file in its place. Default: under the name of the store.
 * @returns what `fill` returns
 */
export const createStoreFile = <T>(
  place: string,
  fill: (made: string) => T,
  put = (made: string): void => renameSync(made, place),
): T => {
  const made = newPath(place);
  removeDatabase(made);
  try {
    // SQLite gives the files beside a database the same mode and owner.
    const file = openSync(made, "wx", 0o600);
    giveOwner(file, place);
    closeSync(file);
    const database = openConnection(made, 0);
    try {
      database.exec(
        `PRAGMA page_size = ${pageSizeBytes}; PRAGMA synchronous = FULL; PRAGMA application_id = ${applicationId}`,
      );
      migrate(place, database);
    } finally {
      database.close();
    }
    const filled = fill(made);
    put(made);
    syncFolder(dirname(place));
    return filled;
  } catch (error) {
    removeDatabase(made);
    throw error;
  }
};
