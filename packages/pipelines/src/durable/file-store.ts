import { constants, open, realpath, stat, type FileHandle } from "node:fs/promises";
import { damagedPath, readContent, removeLeftovers } from "./event-file.ts";
import { isNoRoom } from "./is-no-room.ts";
import { toRecord } from "./record.ts";
import type { Store, StoredCall } from "./store.ts";
import { notAStore, takePlace, type Place } from "./take-place.ts";

// Acks leave lines behind: once there are as many, and most are of no use, the file is written afresh.
const staleLines = 100_000;

/** What a store is opened with. */
interface Opening<E> {
  readonly path: string;
  readonly file: FileHandle;
  /** Whether no other process writes to the file: on a full disk, the store has no file of its own yet. */
  readonly isOwn: boolean;
  readonly calls: readonly StoredCall<E>[];
  readonly onDamaged: NonNullable<FileStoreOptions["onDamaged"]>;
}

class FileStore<E> implements Store<E> {
  readonly #path: string;
  readonly #onDamaged: Opening<E>["onDamaged"];
  #file: FileHandle;
  #isOwn: boolean;
  #taking: Promise<void> | undefined;
  /** What earlier processes left, until it is released. */
  readonly #left: Map<number, StoredCall<E>>;
  /** What hasn't been released. */
  readonly #kept: Set<number>;
  #lines: string[] = [];
  #commit: Promise<void> | undefined;
  #last: number;
  #linesInFile: number;
  /** Whether the last line may be half a one, since writing it failed. */
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
    // Another process may still give numbers to events of the same file.
    if (!this.#isOwn) await this.#takePlace();
    const number = this.#last + 1;
    const line = toRecord({ number, event });
    this.#last = number;
    this.#kept.add(number);
    this.#lines.push(line);
    try {
      await this.#committed();
    } catch (error) {
      // Some of it may be in the file all the same: what was refused must not come back.
      this.ack(number);
      throw error;
    }
    return number;
  }

  ack(number: number): void {
    // An event that was sent twice has two outcomes.
    if (!this.#kept.delete(number)) return;
    this.#left.delete(number);
    this.#lines.push(toRecord({ ack: number }));
    // An ack that can't be written is no failure: its event comes back with the same id.
    if (this.#lines.length > 1_000) this.#committed().catch(() => {});
  }

  replay(): readonly StoredCall<E>[] {
    return [...this.#left.values()];
  }

  async close(): Promise<void> {
    // An append that can't be written says so itself, and an ack needn't survive.
    while (this.#lines.length > 0 || this.#commit) await this.#committed().catch(() => {});
    await this.#file.close();
  }

  /** Resolves when every line so far is on the disk: one write and one sync for all that came during the last. */
  async #committed(): Promise<void> {
    // The lines of now go with the commit after the one that is in flight, whatever becomes of that one.
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
    if (!this.#isOwn) await this.#takePlace();
    else await this.#checkPlace();
    if (this.#linesInFile > staleLines && this.#kept.size * 2 < this.#linesInFile) await this.#startAfresh();
    const { size } = await this.#file.stat();
    try {
      // On a full disk, a file may have been begun without its first line.
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
    // Once more: who opens the store reads all that was written until then, and maybe not this.
    await this.#checkPlace();
  }

  /** Whoever opens the store puts a file of its own in the place of this one, and never reads what is written here. */
  async #checkPlace(): Promise<void> {
    const [own, there] = await Promise.all([this.#file.stat(), stat(this.#path)]);
    if (own.ino === there.ino && own.dev === there.dev) return;
    throw new Error(`${this.#path} was opened once more since: give each process a file of its own.`);
  }

  /** Drops the lines of what was released. */
  async #startAfresh(): Promise<void> {
    try {
      await this.#takePlace();
    } catch {
      // A disk that is full has no room for both: it is tried again when as many lines have come.
      this.#linesInFile = this.#kept.size;
    }
  }

  /** Replaces the file with one that holds only what hasn't been released. */
  async #takePlace(): Promise<void> {
    this.#taking ??= this.#takePlaceOnce().finally(() => {
      this.#taking = undefined;
    });
    await this.#taking;
  }

  async #takePlaceOnce(): Promise<void> {
    // A process that opened the store since has its own file there.
    await this.#checkPlace();
    const old = this.#file;
    const last = this.#last;
    const isWanted = (number: number): boolean => this.#kept.has(number) || (number > last && !this.#isOwn);
    const { file, calls, damagedLines } = await takePlace<E>(this.#path, old, isWanted);
    this.#file = file;
    this.#isOwn = true;
    this.#isTorn = false;
    this.#linesInFile = calls.length;
    // What another process appended meanwhile is its own to send, or the next one's.
    for (const { number } of calls) this.#kept.add(number);
    this.#last = Math.max(last, calls.at(-1)?.number ?? 0);
    tellDamaged(this.#path, damagedLines, this.#onDamaged);
    await old.close();
  }
}

/** How a file store is opened. */
export interface FileStoreOptions {
  /**
   * Is told when records could not be read: how many, and the file that they were moved to, `<path>.damaged`. Default: a
   * warning of the process.
   */
  readonly onDamaged?: (damaged: { readonly lines: number; readonly path: string }) => void;
}

const warn: NonNullable<FileStoreOptions["onDamaged"]> = ({ lines, path }) => {
  // Node prints a warning as it is, and a path may hold what a terminal acts on.
  const shown = path.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, "?");
  // oxlint-disable-next-line no-restricted-properties
  process.emitWarning(`${lines} damaged or half-written records of an event store were moved to ${shown}.`);
};

const tellDamaged = (path: string, lines: number, onDamaged: Opening<unknown>["onDamaged"]): void => {
  if (lines > 0) onDamaged({ lines, path: damagedPath(path) });
};

// A link is not followed, and a named pipe without a reader doesn't block.
const openFlags =
  constants.O_RDWR | constants.O_CREAT | constants.O_APPEND | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** Opens the file to read and append. Throws for a link, and for what is no regular file. */
const openRegularFile = async (path: string): Promise<FileHandle> => {
  const file = await open(path, openFlags, 0o600).catch((error: unknown) => {
    const isOther = error instanceof Error && "code" in error && (error.code === "ELOOP" || error.code === "ENXIO");
    throw isOther ? notAStore(path) : error;
  });
  if ((await file.stat()).isFile()) return file;
  await file.close();
  throw notAStore(path);
};

/** Opens what a disk without room lets be opened: the file as it is, to which another process may still append. */
const openAsItIs = async <E>(old: FileHandle): Promise<Omit<Place<E>, "damagedLines">> => {
  const { calls } = await readContent<E>(old);
  await old.chmod(0o600);
  return { file: old, calls };
};

/**
 * Opens a store in one append-only file of JSON lines with a checksum each. Creates the file where there is none; only its
 * owner may read it. One process at a time: when another opens it, appending rejects in the first.
 *
 * Records that can't be read are moved to `<path>.damaged`, and `onDamaged` is called; the others are kept. On a full disk
 * the file stays as it is until there is room: what it holds can be sent, and `append` rejects with the system's error.
 *
 * @throws an error for a file that isn't a store, a link, or what is no regular file, each left as it is; and what the
 *   file system throws, as for a folder that doesn't exist.
 */
export const openFileStore = async <E>(
  path: string,
  { onDamaged = warn }: FileStoreOptions = {},
): Promise<Store<E>> => {
  const old = await openRegularFile(path);
  let isInUse = false;
  try {
    const place = await realpath(path);
    await removeLeftovers(place);
    try {
      const { file, calls, damagedLines } = await takePlace<E>(place, old, () => true, path);
      tellDamaged(place, damagedLines, onDamaged);
      return new FileStore({ path: place, file, isOwn: true, calls, onDamaged });
    } catch (error) {
      if (!isNoRoom(error)) throw error;
      const opened = await openAsItIs<E>(old);
      isInUse = true;
      return new FileStore({ path: place, ...opened, isOwn: false, onDamaged });
    }
  } finally {
    if (!isInUse) await old.close();
  }
};
