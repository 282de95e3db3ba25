import { closeSync, constants, lstatSync, openSync, readSync } from "node:fs";
import { pageSizeBytes } from "../sqlite/page-size.ts";
import { storeErrors } from "../store-error.ts";
import { isMountPoint } from "./mounts.ts";

/** Distinguishes stores from other SQLite databases: "eeSt". https://sqlite.org/pragma.html#pragma_application_id */
export const applicationId = 0x65655374;

const headerBytes = 100;

const ourNumber = Buffer.alloc(4);
ourNumber.writeUInt32BE(applicationId);

/** What is the same in the header of each store: https://sqlite.org/fileformat2.html#the_database_header */
const fixedParts: readonly (readonly [at: number, bytes: Buffer])[] = [
  [0, Buffer.from("SQLite format 3\0", "latin1")],
  [16, Buffer.from([pageSizeBytes >> 8, pageSizeBytes & 255])],
  // No reserved bytes per page, and the three payload fractions.
  [20, Buffer.from([0, 64, 32, 32])],
  [68, ourNumber],
];

/** Whether the versions are those of a file without a write-ahead log, as it is created, or with one. */
const isVersioned = (header: Buffer): boolean => [18, 19].every((at) => header[at] === 1 || header[at] === 2);

const isAt = (header: Buffer, at: number, bytes: Buffer): boolean =>
  header.subarray(at, at + bytes.length).equals(bytes);

/** What lies at a path: nothing (or an empty file), a store, a store whose first bytes are damaged, or something else. */
export type FileKind = "none" | "store" | "damaged-store" | "other";

// A link is not followed, and a named pipe without a writer doesn't block.
const openFlags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

const readHeader = (path: string): Buffer => {
  const file = openSync(path, openFlags);
  try {
    const header = Buffer.alloc(headerBytes);
    return header.subarray(0, readSync(file, header, 0, header.length, 0));
  } finally {
    closeSync(file);
  }
};

/**
 * Returns what is at a path, and changes nothing there. It must not be called while this process has the file open: to
 * close any descriptor of a file gives up all locks that the process has on it (https://sqlite.org/howtocorrupt.html).
 *
 * @throws a `corrupt` StoreError for a link, for a file with a second name, for one that is mounted by itself, and for what
 *   is no regular file
 */
export const kindOfFile = (path: string): FileKind => {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (!stats) return "none";
  // Under two names, the file would have two write-ahead logs and two locks.
  if (stats.isSymbolicLink() || (stats.isFile() && stats.nlink > 1)) throw storeErrors.linked(path);
  if (!stats.isFile()) throw storeErrors.notAStore(path);
  if (isMountPoint(path)) throw storeErrors.mounted(path);
  if (stats.size === 0) return "none";
  const header = readHeader(path);
  if (
    header.length === headerBytes &&
    isVersioned(header) &&
    fixedParts.every(([at, bytes]) => isAt(header, at, bytes))
  )
    return "store";
  // One byte of our number may be damaged, and all of the first page may be zeros.
  const isOurs = [...ourNumber].filter((byte, index) => header[68 + index] === byte).length >= 3;
  const isZeroed = stats.size >= 2 * pageSizeBytes && header.every((byte) => byte === 0);
  return isOurs || isZeroed ? "damaged-store" : "other";
};
