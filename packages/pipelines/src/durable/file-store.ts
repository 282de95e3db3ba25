import { open, rename, stat, type FileHandle } from "node:fs/promises";
import type { Store, StoredCall } from "./store.ts";

/** How a line of the file says that an event was let go of. */
interface Ack {
  readonly ack: number;
}

type Line<E> = StoredCall<E> | Ack;

/** The line, or undefined for what isn't one, such as what a crash left half written. */
const parseLine = <E>(text: string): Line<E> | undefined => {
  try {
    const line: unknown = JSON.parse(text);
    return typeof line === "object" && line !== null ? (line as Line<E>) : undefined;
  } catch {
    return undefined;
  }
};

const readUnacked = async <E>(path: string): Promise<readonly StoredCall<E>[]> => {
  const kept = new Map<number, StoredCall<E>>();
  const file = await open(path, "a+");
  try {
    for await (const text of file.readLines({ start: 0, autoClose: false })) {
      const line = parseLine<E>(text);
      if (line && "ack" in line) kept.delete(line.ack);
      else if (line && "number" in line) kept.set(line.number, line);
    }
  } finally {
    await file.close();
  }
  return [...kept.values()];
};

// A store may hold more than a string can.
const linesAtOnce = 1_000;

function* toPieces<E>(calls: readonly StoredCall<E>[]): Iterable<string> {
  for (let from = 0; from < calls.length; from += linesAtOnce) {
    const some = calls.slice(from, from + linesAtOnce);
    yield some.map((call) => `${JSON.stringify(call)}\n`).join("");
  }
}

/** Writes a file whole or not at all, whenever the process dies. */
const replace = async (path: string, pieces: Iterable<string>): Promise<void> => {
  const file = await open(`${path}.new`, "w");
  try {
    for (const piece of pieces) await file.writeFile(piece);
    await file.datasync();
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
};

// Acks leave lines behind; once they are many and none of its events is kept, the file starts afresh.
const staleLines = 100_000;

class FileStore<E> implements Store<E> {
  readonly #path: string;
  readonly #file: FileHandle;
  /** What earlier processes left, until it is let go of. */
  readonly #left: Map<number, StoredCall<E>>;
  /** What hasn't been let go of, oldest first. */
  readonly #kept: Set<number>;
  #lines: string[] = [];
  #commit: Promise<void> | undefined;
  #last: number;
  #lastInFile: number;
  #written = 0;
  /** Whether the last line may be half a one, since writing it failed. */
  #isTorn = false;

  constructor(path: string, file: FileHandle, left: readonly StoredCall<E>[]) {
    this.#path = path;
    this.#file = file;
    this.#left = new Map(left.map((stored) => [stored.number, stored]));
    this.#kept = new Set(this.#left.keys());
    this.#last = left.at(-1)?.number ?? 0;
    this.#lastInFile = this.#last;
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
      // Some of it may be in the file: what was refused must not come back.
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

  /** Whether the file holds nothing but what was let go of, and much of it. */
  #isStale(): boolean {
    const [oldest = Infinity] = this.#kept;
    return oldest > this.#lastInFile && this.#written > staleLines;
  }

  /** Whoever opens the store puts a file of its own in the place of this one, and never reads what is written here. */
  async #checkPlace(): Promise<void> {
    const [own, there] = await Promise.all([this.#file.stat(), stat(this.#path)]);
    if (own.ino === there.ino && own.dev === there.dev) return;
    throw new Error(`${this.#path} was opened once more since: give each process a file of its own.`);
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
    if (this.#isStale()) {
      await this.#file.truncate(0);
      this.#written = 0;
    }
    this.#lastInFile = this.#last;
    const text = `${this.#isTorn ? "\n" : ""}${lines.join("\n")}\n`;
    this.#isTorn = true;
    await this.#file.appendFile(text);
    await this.#file.datasync();
    this.#isTorn = false;
    this.#written += lines.length;
  }
}

/**
 * Opens a store in one append-only file of JSON lines, making the file where there is none. One process at a time: when
 * another opens it, appending rejects in the first.
 *
 * @throws what the file system throws: a folder that doesn't exist, a disk that is full.
 */
export const openFileStore = async <E>(path: string): Promise<Store<E>> => {
  const unacked = await readUnacked<E>(path);
  await replace(path, toPieces(unacked));
  return new FileStore(path, await open(path, "a"), unacked);
};
