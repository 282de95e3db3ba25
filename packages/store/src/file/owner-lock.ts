import { closeSync, openSync } from "node:fs";
import { openConnection } from "../sqlite/connection.ts";
import { explained } from "../sqlite/failure.ts";
import type { Database } from "../sqlite/sqlite.ts";
import { storeErrors } from "../store-error.ts";
import { giveOwner } from "./give-owner.ts";
import { identityAt } from "./place.ts";

/** The lock of a store, held. */
export interface OwnerLock {
  /**
   * Takes the lock anew where its file was removed or replaced: a process that starts then finds a file that nobody holds.
   *
   * @throws a `locked` StoreError when another owner was faster
   */
  readonly renew: () => void;
  readonly release: () => void;
}

// Long enough for another process that opens the store at the same time to give up, so that one of the two gets the lock.
const waitMs = 300;

const isHeld = (error: unknown): boolean =>
  error instanceof Error && "errcode" in error && typeof error.errcode === "number" && (error.errcode & 0xff) === 5;

/**
 * Creates the file for the owner of the store alone. One that exists isn't opened: closing it would give up a lock of this
 * process.
 */
const createLockFile = (path: string, place: string): void => {
  try {
    const file = openSync(path, "wx", 0o600);
    giveOwner(file, place);
    closeSync(file);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
};

const take = (place: string, path: string): Database => {
  createLockFile(path, place);
  let database: Database | undefined;
  try {
    database = openConnection(path, waitMs);
    // Nothing is written, so that a journal would only lie there.
    database.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
    return database;
  } catch (error) {
    database?.close();
    throw isHeld(error) ? storeErrors.owned(place, error) : error;
  }
};

/**
 * Takes the lock that one relay at a time holds: an exclusive transaction on the empty database `<place>.lock`, beside
 * which other processes still read and write the store itself. The kernel gives it up when the process dies.
 *
 * @throws a `locked` StoreError when another owner has it
 */
export const takeOwnerLock = (place: string): OwnerLock =>
  explained(place, () => {
    const path = `${place}.lock`;
    let database = take(place, path);
    let identity = identityAt(path);
    return {
      renew() {
        if (identityAt(path) === identity) return;
        const renewed = explained(place, () => take(place, path));
        database.close();
        database = renewed;
        identity = identityAt(path);
      },
      release: () => database.close(),
    };
  });
