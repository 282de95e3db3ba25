import { constants, open, realpath, stat, type FileHandle } from "node:fs/promises";
import { damagedPath, readContent, removeLeftovers } from "./event-file.ts";
import { isOutOfSpace } from "./is-out-of-space.ts";
import { toRecord } from "./record.ts";
import type { Store, StoredCall } from "./store.ts";
import { notAStore, replaceStoreFile, type OwnFile } from "./replace-store-file.ts";

// The number of lines at which the file is rewritten, if most of them are stale.
const staleLines = 100_000;

/** The state of an opened file. */
interface Opening<E> {
  readonly path: string;
  readonly file: FileHandle;
  /** Whether the store has its own file, to which no other process writes. It doesn't have one yet on a full disk. */
  readonly isOwn: boolean;
  readonly calls: readonly StoredCall<E>[];
  readonly onDamaged: NonNullable<FileStoreOptions["onDamaged"]>;
}

class FileStore<E> implements Store<E> {
  readonly #path: string;
  readonly #onDamaged: Opening<E>["onDamaged"];
  #file: FileHandle;
  #isOwn: boolean;
  #replacing: Promise<void> | undefined;
  /** Events that earlier processes left, until they are removed. */
  readonly #left: Map<number, StoredCall<E>>;
  /** Events that haven't been removed. */
  readonly #kept: Set<number>;
  #lines: string[] = [];
  #commit: Promise<void> | undefined;
  #last: number;
  #linesInFile: number;
  /** Whether the last line may be incomplete because writing it failed. */
  #isTorn = false;

  constructor({ path, file, isOwn, calls, onDamaged }: Opening<E>) {
    this.#path = path;
    this.#onDamaged = onDamaged;
    this.#file = file;
    this.#isOwn = isOwn;
    this.#left = new Map(calls.map((stored) => [stored.number, stored]));
    this.#kept = new Set(this.#left.keys());
    this.#last = calls.at(-1)?.number ?? 0;
    this.#linesInFile = calls.length;
  }

  async append(event: E): Promise<number> {
    // Another process may still number events of the same file.
    if (!this.#isOwn) await this.#replaceFile();
    const number = this.#last + 1;
    const line = toRecord({ number, event });
    this.#last = number;
    this.#kept.add(number);
    this.#lines.push(line);
    try {
      await this.#committed();
    } catch (error) {
      // A part may be in the file nevertheless, and a refused event must not come back.
      this.ack(number);
      throw error;
    }
    return number;
  }

  ack(number: number): void {
    // An event that was sent twice is acknowledged twice.
    if (!this.#kept.delete(number)) return;
    this.#left.delete(number);
    this.#lines.push(toRecord({ ack: number }));
    // A lost ack isn't an error: the event comes back with the same id.
    if (this.#lines.length > 1_000) this.#committed().catch(() => {});
  }

  replay(): readonly StoredCall<E>[] {
    return [...this.#left.values()];
  }

  async close(): Promise<void> {
    // A failed append rejects by itself, and an ack needn't survive.
    while (this.#lines.length > 0 || this.#commit) await this.#committed().catch(() => {});
    await this.#file.close();
  }

  /**
   * Resolves when every line so far is on disk, with one write and one sync for all lines that were added during the
   * last ones.
   */
  async #committed(): Promise<void> {
    // Current lines are part of the commit after the one in progress, whatever its result.
    await this.#commit?.catch(() => {});
    this.#commit ??= this.#write().finally(() => {
      this.#commit = undefined;
    });
    await this.#commit;
  }

  async #write(): Promise<void> {
    const lines = this.#lines;
    this.#lines = [];
    if (lines.length === 0) return;
    if (!this.#isOwn) await this.#replaceFile();
    else await this.#checkReplaced();
    if (this.#linesInFile > staleLines && this.#kept.size * 2 < this.#linesInFile) await this.#startAfresh();
    const { size } = await this.#file.stat();
    try {
      // On a full disk, a file may have been created without its first line.
      const head = this.#isTorn ? "\n" : "";
      await this.#file.appendFile(`${size === 0 ? toRecord({ store: 1 }) : head}${lines.join("")}`);
      await this.#file.datasync();
    } catch (error) {
      this.#isTorn = true;
      await this.#file.truncate(size).catch(() => {});
      throw error;
    }
    this.#isTorn = false;
    this.#linesInFile += lines.length;
    // Checks again: a process that opened the store meanwhile may not have read these lines.
    await this.#checkReplaced();
  }

  /** A process that opens the store replaces this file, and never reads what is written to it later. */
  async #checkReplaced(): Promise<void> {
    const [own, there] = await Promise.all([this.#file.stat(), stat(this.#path)]);
    if (own.ino === there.ino && own.dev === there.dev) return;
    throw new Error(`${this.#path} was opened by another process: use one file per process.`);
  }

  /** Rewrites the file without stale lines. */
  async #startAfresh(): Promise<void> {
    try {
      await this.#replaceFile();
    } catch {
      // A full disk has no space for both files: retries after as many more lines.
      this.#linesInFile = this.#kept.size;
    }
  }

  /** Replaces the file by one with the pending events. */
  async #replaceFile(): Promise<void> {
    this.#replacing ??= this.#replaceFileOnce().finally(() => {
      this.#replacing = undefined;
    });
    await this.#replacing;
  }

  async #replaceFileOnce(): Promise<void> {
    // A process that opened the store meanwhile has its own file there.
    await this.#checkReplaced();
    const old = this.#file;
    const last = this.#last;
    const isWanted = (number: number): boolean => this.#kept.has(number) || (number > last && !this.#isOwn);
    const { file, calls, damagedLines } = await replaceStoreFile<E>(this.#path, old, isWanted);
    this.#file = file;
    this.#isOwn = true;
    this.#isTorn = false;
    this.#linesInFile = calls.length;
    // Events that another process appended meanwhile are sent by that process, or by the next one.
    for (const { number } of calls) this.#kept.add(number);
    this.#last = Math.max(last, calls.at(-1)?.number ?? 0);
    reportDamaged(this.#path, damagedLines, this.#onDamaged);
    await old.close();
  }
}

/** Options of a file store. */
export interface FileStoreOptions {
  /**
   * Called when records couldn't be read, with their number and the file to which they were moved, `<path>.damaged`.
   * Default: a process warning.
   */
  readonly onDamaged?: (damaged: { readonly lines: number; readonly path: string }) => void;
}

const warn: NonNullable<FileStoreOptions["onDamaged"]> = ({ lines, path }) => {
  // Node doesn't escape warnings, and a path can contain terminal control characters.
  const shown = path.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, "?");
  // oxlint-disable-next-line no-restricted-properties
  process.emitWarning(`${lines} damaged or half-written records of an event store were moved to ${shown}.`);
};

const reportDamaged = (path: string, lines: number, onDamaged: Opening<unknown>["onDamaged"]): void => {
  if (lines > 0) onDamaged({ lines, path: damagedPath(path) });
};

// Doesn't follow a link, and doesn't block on a named pipe without a reader.
const openFlags =
  constants.O_RDWR | constants.O_CREAT | constants.O_APPEND | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** Opens the file to read and append. Throws for a link and for anything else that isn't a regular file. */
const openRegularFile = async (path: string): Promise<FileHandle> => {
  const file = await open(path, openFlags, 0o600).catch((error: unknown) => {
    const isOther = error instanceof Error && "code" in error && (error.code === "ELOOP" || error.code === "ENXIO");
    throw isOther ? notAStore(path) : error;
  });
  if ((await file.stat()).isFile()) return file;
  await file.close();
  throw notAStore(path);
};

/** Opens the existing file on a full disk. Another process may still append to it. */
const openAsItIs = async <E>(old: FileHandle): Promise<Omit<OwnFile<E>, "damagedLines">> => {
  const { calls } = await readContent<E>(old);
  await old.chmod(0o600);
  return { file: old, calls };
};

/**
 * Opens a store in an append-only file of JSON lines with checksums. Creates the file if there is none; only its owner
 * can read it. Only one process can use it: when another opens it, appends in the first one reject.
 *
 * Moves records that can't be read to `<path>.damaged`, and calls `onDamaged`. On a full disk the file isn't changed
 * until there is space: its events can be sent, and `append` rejects with the system's error.
 *
 * @throws an error for a file that isn't a store, a link, or anything else that isn't a regular file (none of them is
 * modified), and errors of the file system, such as a missing folder.
 */
export const openFileStore = async <E>(
  path: string,
  { onDamaged = warn }: FileStoreOptions = {},
): Promise<Store<E>> => {
  const old = await openRegularFile(path);
  let isInUse = false;
  try {
    const realPath = await realpath(path);
    await removeLeftovers(realPath);
    try {
      const { file, calls, damagedLines } = await replaceStoreFile<E>(realPath, old, () => true, path);
      reportDamaged(realPath, damagedLines, onDamaged);
      return new FileStore({ path: realPath, file, isOwn: true, calls, onDamaged });
    } catch (error) {
      if (!isOutOfSpace(error)) throw error;
      const opened = await openAsItIs<E>(old);
      isInUse = true;
      return new FileStore({ path: realPath, ...opened, isOwn: false, onDamaged });
    }
  } finally {
    if (!isInUse) await old.close();
  }
};
