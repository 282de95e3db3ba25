import { StoreError, storeErrors } from "../store-error.ts";

type Explain = (path: string, cause: unknown) => StoreError;

const damaged: Explain = (path, cause) =>
  storeErrors.damaged(path, cause instanceof Error ? cause.message : "unreadable", cause);

/** SQLite's primary result codes: https://sqlite.org/rescode.html */
const byPrimaryCode: ReadonlyMap<number, Explain> = new Map<number, Explain>([
  [3, storeErrors.notWritable], // PERM
  [5, storeErrors.busy],
  [6, storeErrors.busy], // LOCKED
  [8, storeErrors.notWritable], // READONLY
  [10, damaged], // IOERR
  [11, damaged], // CORRUPT
  [13, storeErrors.noRoom], // FULL
  [14, storeErrors.notWritable], // CANTOPEN
  [20, damaged], // MISMATCH: a row has a number that no store gives
  [26, damaged], // NOTADB
]);

/** Extended codes that mean something else than their primary one. SQLite knows ENOSPC alone as a full disk. */
const byExtendedCode: ReadonlyMap<number, Explain> = new Map<number, Explain>([
  [778, storeErrors.noRoom], // IOERR_WRITE: a quota, or the largest size of a file
  [1034, storeErrors.noRoom], // IOERR_FSYNC
  [1546, storeErrors.noRoom], // IOERR_TRUNCATE
  [1555, damaged], // CONSTRAINT_PRIMARYKEY: two rows have a number, which a store gives once
  [4618, storeErrors.notWritable], // IOERR_SHMOPEN
  [4874, storeErrors.noRoom], // IOERR_SHMSIZE
  [5386, storeErrors.noRoom], // IOERR_SHMMAP
]);

/** SQLite's own texts, for errors of `@photostructure/sqlite` without a code: where the rows of a statement are read. */
const byMessage: readonly (readonly [text: string, explain: Explain])[] = [
  ["database disk image is malformed", damaged],
  ["file is not a database", damaged],
  ["database or disk is full", storeErrors.noRoom],
  ["attempt to write a readonly database", storeErrors.notWritable],
  ["unable to open database file", storeErrors.notWritable],
  ["database is locked", storeErrors.busy],
  ["database table is locked", storeErrors.busy],
  ["disk I/O error", damaged],
  ["Value is too large to be represented as a JavaScript number", damaged],
];

const bySystemCode: ReadonlyMap<unknown, Explain> = new Map<unknown, Explain>([
  ["ENOSPC", storeErrors.noRoom],
  ["EDQUOT", storeErrors.noRoom],
  ["EFBIG", storeErrors.noRoom],
  ["EMFILE", storeErrors.noRoom],
  ["ENFILE", storeErrors.noRoom],
  ["EIO", damaged],
  // A number that no store writes, in a column that has no checksum.
  ["ERR_OUT_OF_RANGE", damaged],
  ...["EACCES", "EPERM", "EROFS", "ENOENT", "ENOTDIR", "EISDIR", "ELOOP", "ENAMETOOLONG"].map(
    (code) => [code, storeErrors.notWritable] as const,
  ),
]);

const explain = (error: Error): Explain | undefined => {
  if ("errcode" in error && typeof error.errcode === "number") {
    return byExtendedCode.get(error.errcode) ?? byPrimaryCode.get(error.errcode & 0xff);
  }
  const explanation = "code" in error ? bySystemCode.get(error.code) : undefined;
  if (explanation !== undefined) return explanation;
  return byMessage.find(([text]) => error.message.includes(text))?.[1];
};

/** Translates what SQLite or the file system throws; returns any other error as it is. */
export const toStoreError = (path: string, error: unknown): unknown => {
  if (!(error instanceof Error) || error instanceof StoreError) return error;
  return explain(error)?.(path, error) ?? error;
};

/** Calls a function, and throws a `StoreError` in place of what SQLite or the file system throws. */
export const explained = <T>(path: string, work: () => T): T => {
  try {
    return work();
  } catch (error) {
    throw toStoreError(path, error);
  }
};
