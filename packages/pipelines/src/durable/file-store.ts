import { constants, open, realpath, stat, type FileHandle } from "node:fs/promises";
import { readContent, removeLeftovers, replaceFile, setDamagedAside } from "./event-file.ts";
import { toRecord } from "./record.ts";
import type { Store, StoredCall } from "./store.ts";

// Acks leave lines behind: once there are as many, and most are of no use, the file is written afresh.
const staleLines = 100_000;

class FileStore<E> implements Store<E> {
  readonly #path: string;
  #file: FileHandle;
  /** What earlier processes left, until it is let go of. */
  readonly #left: Map<number, StoredCall<E>>;
  /** What hasn't been let go of. */
  readonly #kept: Set<number>;
  #lines: string[] = [];
  #commit: Promise<void> | undefined;
  #last: number;
  #linesInFile: number;
  /** Whether the last line may be half a one, since writing it failed. */
  #isTorn = false;

  constructor(path: string, file: FileHandle, left: readonly StoredCall<E>[]) {
    this.#path = path;
    this.#file = file;
    this.#left = new Map(left.map((stored) => [stored.number, stored]));
    this.#kept = new Set(this.#left.keys());
    this.#last = left.at(-1)?.number ?? 0;
    this.#linesInFile = left.length;
  }

  async append(event: E): Promise<number> {
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
    await this.#checkPlace();
    if (this.#linesInFile > staleLines && this.#kept.size * 2 < this.#linesInFile) await this.#startAfresh();
    const { size } = await this.#file.stat();
    try {
      await this.#file.appendFile(`${this.#isTorn ? "\n" : ""}${lines.join("")}`);
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

  /** Leaves behind the lines of what was let go of. */
  async #startAfresh(): Promise<void> {
    const old = this.#file;
    const content = await readContent<E>(old);
    const calls = content.calls.filter(({ number }) => this.#kept.has(number));
    this.#linesInFile = calls.length;
    try {
      if (content.damaged.length > 0) await setDamagedAside(this.#path, content.damaged);
      this.#file = await replaceFile(this.#path, calls);
    } catch {
      // A disk that is full has no room for both: it is tried again when as many lines have come.
      return;
    }
    this.#isTorn = false;
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

// A link is not followed, and a named pipe without a reader doesn't block.
const openFlags =
  constants.O_RDWR | constants.O_CREAT | constants.O_APPEND | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

const notAStore = (path: string): Error =>
  new Error(`${path} is not an event store, so it was left as it is: give the store a path of its own.`);

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

/**
 * Opens a store in one append-only file of JSON lines with a checksum each. Creates the file where there is none; only its
 * owner may read it. One process at a time: when another opens it, appending rejects in the first.
 *
 * Records that can't be read are moved to `<path>.damaged`, and `onDamaged` is told; the others are kept.
 *
 * @throws an error for a file that isn't a store, a link, or what is no regular file, each left as it is; and what the
 *   file system throws: a folder that doesn't exist, a disk that is full.
 */
export const openFileStore = async <E>(
  path: string,
  { onDamaged = warn }: FileStoreOptions = {},
): Promise<Store<E>> => {
  const old = await openRegularFile(path);
  try {
    const place = await realpath(path);
    await removeLeftovers(place);
    for (;;) {
      const { size } = await old.stat();
      const { calls, damaged, isStore } = await readContent<E>(old);
      if (size > 0 && !isStore) throw notAStore(path);
      const aside = damaged.length > 0 ? await setDamagedAside(place, damaged) : undefined;
      const file = await replaceFile(place, calls);
      // Another process may have gone on writing until its file was replaced.
      if ((await old.stat()).size === size) {
        if (aside !== undefined) onDamaged({ lines: damaged.length, path: aside });
        return new FileStore(place, file, calls);
      }
      await file.close();
    }
  } finally {
    await old.close();
  }
};
