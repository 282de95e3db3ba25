import { statfsSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { prepareNumber } from "../sqlite/connection.ts";
import type { Database } from "../sqlite/sqlite.ts";
import { storeErrors } from "../store-error.ts";
import { emptyLog } from "./empty-log.ts";
import { pageSizeBytes } from "../sqlite/page-size.ts";
import type { AddedSize } from "./estimate.ts";
import type { Reserve } from "./reserve.ts";

/** What the files of a store take, in bytes. */
export interface StoreSize {
  /** The file, its write-ahead log and its reserve, as they lie on the disk. */
  readonly sizeBytes: number;
  /** The part of the file that holds something; free pages are used before the file grows. */
  readonly usedBytes: number;
}

/** Keeps the files of a store below a size. */
export interface SizeLimit {
  readonly measure: () => StoreSize;
  /**
   * Must be called before events are stored, outside of a transaction.
   *
   * @throws a `full` StoreError when there is no room for them
   */
  readonly admit: (size: AddedSize) => void;
  /** Must be called when SQLite had no room for events that were admitted. */
  readonly refused: (size: AddedSize) => void;
  /** Must be called when events were stored. */
  readonly stored: (size: AddedSize) => void;
  /**
   * Whether there is room for events of so many bytes, as far as that can be known before they are written. Events that
   * were refused have room once they would be admitted.
   */
  readonly hasRoom: (payloadBytes: number) => boolean;
  /** Whether the limit may be why SQLite had no room for events that were admitted, and not the disk. */
  readonly isReachedBy: (size: AddedSize) => boolean;
  /** Must be called after each change: empties the write-ahead log where the files are larger than they may be. */
  readonly trim: () => void;
  /** Lifts the limit for changes that need little space and free some: settling events and setting them aside. */
  readonly lift: () => void;
}

/** The smallest limit, in bytes: a smaller one would leave little room for events beside the log and the reserve. */
export const minMaxBytes = 1_000_000;

const mostWalBytes = 4_194_304;

/** How many bytes the write-ahead log holds before they are copied into the file; it may take as many again meanwhile. */
export const walBytesWithin = (maxBytes = Infinity): number =>
  Math.floor(Math.min(mostWalBytes, maxBytes / 32) / pageSizeBytes) * pageSizeBytes;

/** How many bytes are kept free for a full disk: for a log, for what is copied from it, and for its index. */
export const reserveBytesFor = (walBytes: number): number => 2 * walBytes + 65_536;

/** How many bytes the ids may take that are remembered: the rest is for events, which must find room once others are settled. */
export const idBytesWithin = (maxBytes = Infinity): number => maxBytes / 4;

/** More pages than SQLite ever took beyond the estimate: for the trees above the rows, and for the issues of events. */
const sparePages = 8;

/** Returns one page more than so many bytes take, for the tree above the rows. */
const pagesFor = (bytes: number): number => Math.ceil(bytes / pageSizeBytes) + 1;

export const createSizeLimit = (place: string, database: Database, reserve: Reserve, maxBytes?: number): SizeLimit => {
  const pages = prepareNumber(database, "PRAGMA page_count");
  const freePages = prepareNumber(database, "PRAGMA freelist_count");
  const walBytes = (): number => statSync(`${place}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  const limitPages = (): number =>
    Math.floor(((maxBytes ?? Infinity) - reserve.sizeBytes() - 2 * walBytesWithin(maxBytes)) / pageSizeBytes);
  const measure = (): StoreSize => ({
    sizeBytes: pages() * pageSizeBytes + walBytes() + reserve.sizeBytes(),
    usedBytes: (pages() - freePages()) * pageSizeBytes,
  });
  /** How many pages the file may still take. */
  const roomPages = (): number => limitPages() - pages() + freePages();
  // Small events take far more than their bytes, so what was refused tells more than their size.
  let refusal: { readonly payloadBytes: number; readonly neededPages: number } | undefined;
  const neededPages = (payloadBytes: number): number => {
    const { payloadBytes: refusedBytes, neededPages: refusedPages } = refusal ?? { payloadBytes: 0, neededPages: 0 };
    return Math.max(pagesFor(payloadBytes), payloadBytes >= refusedBytes ? refusedPages : 0) + sparePages;
  };
  /** Whether the disk has room for the log of a change, and for what is copied from it. */
  const isOnDisk = (bytes: number): boolean => {
    const { bavail, bsize } = statfsSync(dirname(place));
    return bavail * bsize + walBytes() >= 2 * (bytes + pageSizeBytes);
  };
  const ensureReserve = (): boolean => {
    if (reserve.ensure()) return true;
    if (walBytes() === 0) return false;
    // The log may take up the space that the reserve released.
    emptyLog(database);
    return reserve.ensure();
  };
  return {
    measure,
    admit({ payloadBytes, storedBytes }) {
      // Space that the reserve released for settling events isn't used for new ones.
      if (!ensureReserve()) throw storeErrors.noRoom(place);
      if (maxBytes === undefined) return;
      if (pagesFor(storedBytes) > roomPages()) {
        refusal = { payloadBytes, neededPages: pagesFor(storedBytes) };
        throw storeErrors.limit(place, maxBytes);
      }
      // SQLite holds the limit where the estimate is too low.
      database.exec(`PRAGMA max_page_count = ${limitPages()}`);
    },
    refused({ payloadBytes }) {
      refusal = { payloadBytes, neededPages: roomPages() };
    },
    stored({ payloadBytes }) {
      if (refusal !== undefined && payloadBytes >= refusal.payloadBytes) refusal = undefined;
    },
    // The disk is asked again, because the reserve may have taken what was there.
    hasRoom: (bytes) => neededPages(bytes) <= roomPages() && isOnDisk(bytes) && ensureReserve() && isOnDisk(bytes),
    trim() {
      if (maxBytes === undefined) return;
      try {
        if (measure().sizeBytes > maxBytes) emptyLog(database);
      } catch {
        // The change is stored: a log that can't be emptied is no failure.
      }
    },
    lift() {
      if (maxBytes !== undefined) database.exec("PRAGMA max_page_count = 4294967294");
    },
    isReachedBy: ({ storedBytes }) => pagesFor(storedBytes) + sparePages > roomPages(),
  };
};
