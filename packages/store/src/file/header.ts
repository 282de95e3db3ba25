import { closeSync, constants, lstatSync, openSync, readSync } from "node:fs";
import { storeErrors } from "../store-error.ts";

/** Tells our files from other SQLite databases: "eeSt". https://sqlite.org/pragma.html#pragma_application_id */
export const applicationId = 0x65655374;

/** The page size of every store, in bytes. It is known also when the first page is damaged. */
export const pageSizeBytes = 8192;

const magic = Buffer.from("SQLite format 3\0", "latin1");

/** What lies at a path: nothing (or an empty file), a store, a store whose first bytes are damaged, or something else. */
export type FileKind = "none" | "store" | "damaged-store" | "other";

// A link is not followed, and a named pipe without a writer doesn't block.
const openFlags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

const readHeader = (path: string): Buffer => {
  const file = openSync(path, openFlags);
  try {
    const header = Buffer.alloc(100);
    return header.subarray(0, readSync(file, header, 0, header.length, 0));
  } finally {
    closeSync(file);
  }
};

/**
 * Tells what lies at a path, and changes nothing there. It must not be called while this process has the file open: to
 * close any descriptor of a file gives up all locks that the process has on it (https://sqlite.org/howtocorrupt.html).
 *
 * @throws a `corrupt` StoreError for a link, for a file with a second name, and for what is no regular file
 */
export const kindOfFile = (path: string): FileKind => {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (!stats) return "none";
  // Under two names, the file would have two write-ahead logs and two locks.
  if (!stats.isFile() || stats.nlink > 1) throw storeErrors.notAStore(path);
  if (stats.size === 0) return "none";
  const header = readHeader(path);
  const isDatabase = header.subarray(0, magic.length).equals(magic);
  const isOurs = header.length >= 72 && header.readUInt32BE(68) === applicationId;
  if (isDatabase && isOurs) return "store";
  // A damaged name with our number, or a whole first page of zeros.
  return isOurs || (stats.size >= 2 * pageSizeBytes && header.every((byte) => byte === 0)) ? "damaged-store" : "other";
};
