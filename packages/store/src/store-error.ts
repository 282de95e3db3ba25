/**
 * Why a store can't be used: another process has it (`locked`), its file is damaged or isn't a store (`corrupt`), a limit
 * or the disk leaves no room (`full`), this process may not write it (`readonly`), a newer version made it (`newer`), or this
 * Node has no SQLite (`unsupported`).
 */
export type StoreErrorCode = "locked" | "corrupt" | "full" | "readonly" | "newer" | "unsupported";

/** Thrown by everything that opens, reads or writes a store. Its message names the file and says what to do. */
export class StoreError extends Error {
  override readonly name = "StoreError";
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Whether a value is a `StoreError` with a code. */
export const isStoreError = (value: unknown, code: StoreErrorCode): value is StoreError =>
  value instanceof StoreError && value.code === code;

/** A path as messages show it: it may hold what a terminal acts on. */
export const shownPath = (path: string): string => path.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, "?");

/** What each kind of trouble says. */
export const storeErrors = {
  owned: (path: string, cause?: unknown) =>
    new StoreError(
      "locked",
      `${shownPath(path)} is in use by another process: stop that one, or give this one a file of its own.`,
      { cause },
    ),
  busy: (path: string, cause?: unknown) =>
    new StoreError("locked", `${shownPath(path)} is being written by another process: try again.`, { cause }),
  damaged: (path: string, what: string, cause?: unknown) =>
    new StoreError(
      "corrupt",
      `${shownPath(path)} is damaged (${what}): list the damage with checkStore, and repair it with repairStore.`,
      { cause },
    ),
  notAStore: (path: string) =>
    new StoreError(
      "corrupt",
      `${shownPath(path)} is not an event store, so it was left as it is: give the store a path of its own.`,
    ),
  linked: (path: string) =>
    new StoreError(
      "corrupt",
      `${shownPath(path)} is a link, or a file with a second name, so it was left as it is: give the path of the file itself, and leave it the only name. Under two names, it would have two logs and two locks.`,
    ),
  mounted: (path: string) =>
    new StoreError(
      "corrupt",
      `${shownPath(path)} is mounted as a single file, so it was left as it is: mount its folder. The store keeps more files beside it, which would stay behind.`,
    ),
  missing: (path: string) =>
    new StoreError(
      "readonly",
      `${shownPath(path)} doesn't exist: check the path, or start the relay, which creates it.`,
    ),
  limit: (path: string, maxBytes: number, cause?: unknown) =>
    new StoreError(
      "full",
      `${shownPath(path)} holds as much as its limit of ${maxBytes} bytes allows, and none of these events were stored: try again once events are settled, drop some of those that are set aside, or raise the limit.`,
      { cause },
    ),
  noRoom: (path: string, cause?: unknown) =>
    new StoreError(
      "full",
      `There is no room to write ${shownPath(path)}, and none of these events were stored: free space on its disk, or raise the quota, the largest file size or the number of open files, and try again.`,
      { cause },
    ),
  notWritable: (path: string, cause?: unknown) =>
    new StoreError(
      "readonly",
      `${shownPath(path)} can't be written: create its folder, and give this process the right to write the file and the folder.`,
      { cause },
    ),
  moved: (path: string) =>
    new StoreError(
      "readonly",
      `${shownPath(path)} was removed, moved or replaced while it was in use, so nothing more is stored: if it was moved, move it back and start again; if it was removed, the events in it are lost.`,
    ),
  detached: (path: string) =>
    new StoreError(
      "readonly",
      `${shownPath(path)} was removed, moved or replaced while it was in use, so nothing more is stored. What was in it is written to the store when this process ends: start it again, and don't put a moved file back.`,
    ),
  noSqlite: () =>
    new StoreError(
      "unsupported",
      "This Node has no SQLite: use Node 22.13 or later, or install @photostructure/sqlite 1.2.1.",
    ),
  newer: (path: string, version: number, known: number) =>
    new StoreError(
      "newer",
      `${shownPath(path)} has format ${version}, and this version knows formats up to ${known}: update @email-events/store.`,
    ),
} as const;
