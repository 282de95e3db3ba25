import { open, realpath, stat, type FileHandle } from "node:fs/promises";
import { readCalls, replaceFile } from "./event-file.ts";
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
    const line = JSON.stringify({ number, event });
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
    this.#lines.push(JSON.stringify({ ack: number }));
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
    // The lines of now go with the commit after the one that is under way, whatever becomes of that one.
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
      await this.#file.appendFile(`${this.#isTorn ? "\n" : ""}${lines.join("\n")}\n`);
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
    const calls = (await readCalls<E>(old)).filter(({ number }) => this.#kept.has(number));
    this.#linesInFile = calls.length;
    try {
      this.#file = await replaceFile(this.#path, calls, (await old.stat()).mode);
    } catch {
      // A disk that is full has no room for both: it is tried again when as many lines have come.
      return;
    }
    this.#isTorn = false;
    await old.close();
  }
}

/**
 * Opens a store in one append-only file of JSON lines, making the file, for its owner's eyes alone, where there is none. One
 * process at a time: when another opens it, appending rejects in the first.
 *
 * @throws what the file system throws: a folder that doesn't exist, a disk that is full.
 */
export const openFileStore = async <E>(path: string): Promise<Store<E>> => {
  const old = await open(path, "a+", 0o600);
  try {
    const place = await realpath(path);
    for (;;) {
      const { size, mode } = await old.stat();
      const calls = await readCalls<E>(old);
      const file = await replaceFile(place, calls, mode);
      // Another process may have gone on writing until its file was replaced.
      if ((await old.stat()).size === size) return new FileStore(place, file, calls);
      await file.close();
    }
  } finally {
    await old.close();
  }
};
