import { realpathSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { storeErrors } from "../store-error.ts";
import { kindOfFile, type FileKind } from "./header.ts";

declare global {
  // A build for each module system may be loaded: they share what this process has open.
  // oxlint-disable-next-line no-var
  var emailEventsOpenStores: Map<string, number> | undefined;
}

/** Which files this process has open, and how often. */
const openFiles = (): Map<string, number> => (globalThis.emailEventsOpenStores ??= new Map());

/** Notes that a connection to a file is open. Returns what notes that it was closed. */
export const noteOpen = (place: string): (() => void) => {
  const files = openFiles();
  files.set(place, (files.get(place) ?? 0) + 1);
  return () => {
    const left = (files.get(place) ?? 1) - 1;
    if (left > 0) files.set(place, left);
    else files.delete(place);
  };
};

/** Returns a file's path with the real path of its folder, so that the same file always has the same path. */
export const placeOf = (path: string): string => join(realpathSync(dirname(path)), basename(path));

/** Returns what is at a path. A file that this process has open was looked at when it was opened. */
export const kindAt = (place: string): FileKind => (openFiles().has(place) ? "store" : kindOfFile(place));

/**
 * Returns whether there is a store at a path. Changes nothing there.
 *
 * @throws a `corrupt` StoreError for what isn't a store, and for one whose first bytes are damaged
 */
export const hasStore = (place: string): boolean => {
  const kind = kindAt(place);
  if (kind === "other") throw storeErrors.notAStore(place);
  if (kind === "damaged-store") throw storeErrors.damaged(place, "its first page can't be read");
  return kind === "store";
};

/** Returns the device and the number of the file at a path; "" where there is none. */
export const identityAt = (path: string): string => {
  const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stats === undefined ? "" : `${stats.dev} ${stats.ino}`;
};

/**
 * Returns what checks that the files that are at a path and beside it now still are. SQLite writes to a file that was moved or
 * removed without an error, and what only its write-ahead log has would be lost with this process.
 *
 * @throws the returned function: a `readonly` StoreError when one isn't
 */
export const createPlaceCheck = (place: string): (() => void) => {
  const files = [
    { path: place, explain: storeErrors.moved },
    ...["-wal", "-shm"].map((ending) => ({ path: `${place}${ending}`, explain: storeErrors.detached })),
  ].map((file) => ({ ...file, identity: identityAt(file.path) }));
  return () => {
    for (const { path, identity, explain } of files) if (identityAt(path) !== identity) throw explain(path);
  };
};
