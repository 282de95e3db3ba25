import { randomUUID } from "node:crypto";
import { open, readdir, rename, rm, type FileHandle } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { isOutOfSpace } from "./is-out-of-space.ts";
import { readRecord, toRecord } from "./record.ts";
import type { StoredCall } from "./store.ts";

/** The contents of a file of records. */
export interface FileContent<E> {
  /** Unacknowledged events, oldest first. */
  readonly calls: readonly StoredCall<E>[];
  /** Lines that aren't complete records, as bytes. */
  readonly damaged: readonly Buffer[];
  /** Whether any line is a complete record. A file that isn't empty and has no record isn't a store. */
  readonly isStore: boolean;
}

const newline = 0x0a;

const chunkBytes = 65_536;

/** Yields the bytes of a file from its beginning. A stream would add a listener to the file at each read. */
async function* chunksOf(file: FileHandle): AsyncIterable<Buffer> {
  for (let position = 0; ;) {
    const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(chunkBytes), 0, chunkBytes, position);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
    position += bytesRead;
  }
}

/** Yields the lines of a file as bytes, because a damaged line may not be text. */
async function* linesOf(file: FileHandle): AsyncIterable<Buffer> {
  let parts: Buffer[] = [];
  for await (const chunk of chunksOf(file)) {
    let from = 0;
    for (let to = chunk.indexOf(newline); to !== -1; to = chunk.indexOf(newline, from)) {
      yield Buffer.concat([...parts, chunk.subarray(from, to)]);
      parts = [];
      from = to + 1;
    }
    parts.push(chunk.subarray(from));
  }
  yield Buffer.concat(parts);
}

/** Reads a file of records from its beginning. */
export const readContent = async <E>(file: FileHandle): Promise<FileContent<E>> => {
  const kept = new Map<number, StoredCall<E>>();
  const damaged: Buffer[] = [];
  let isStore = false;
  for await (const line of linesOf(file)) {
    if (line.length === 0) continue;
    const record = readRecord<E>(line);
    if (record === undefined) damaged.push(line);
    else if ("ack" in record) kept.delete(record.ack);
    else if ("number" in record) kept.set(record.number, record);
    isStore ||= record !== undefined;
  }
  return { calls: [...kept.values()], damaged, isStore };
};

// A file can be longer than a string can be.
const linesAtOnce = 1_000;

function* toPieces<E>(calls: readonly StoredCall<E>[]): Iterable<string> {
  yield toRecord({ store: 1 });
  for (let from = 0; from < calls.length; from += linesAtOnce) {
    yield calls
      .slice(from, from + linesAtOnce)
      .map(toRecord)
      .join("");
  }
}

/** Makes a rename survive a power failure, on systems where folders can be opened. */
const syncFolder = async (path: string): Promise<void> => {
  if (process.platform === "win32") return;
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
};

/** The path of a store's damaged records. */
export const damagedPath = (path: string): string => `${path}.damaged`;

/** Appends damaged lines to `<path>.damaged`, which only its owner can read: all of them, or none on a full disk. */
const setDamagedAside = async (path: string, lines: readonly Buffer[]): Promise<void> => {
  if (lines.length === 0) return;
  const file = await open(damagedPath(path), "a", 0o600);
  const { size } = await file.stat();
  try {
    await file.appendFile(Buffer.concat(lines.flatMap((line) => [line, Buffer.of(newline)])));
    await file.datasync();
  } catch (error) {
    await file.truncate(size);
    throw error;
  } finally {
    await file.close();
  }
};

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
};

/** Removes temporary files of processes that were killed while they opened the store. */
export const removeLeftovers = async (path: string): Promise<void> => {
  const [folder, name] = [dirname(path), basename(path)];
  for (const entry of await readdir(folder)) {
    const [, pid] = entry.startsWith(`${name}.`) ? (/\.(\d+)-[\da-f-]{36}\.new$/.exec(entry) ?? []) : [];
    if (pid !== undefined && !isAlive(Number(pid))) await rm(join(folder, entry), { force: true });
  }
};

const writeCalls = async <E>(file: FileHandle, calls: readonly StoredCall<E>[]): Promise<void> => {
  try {
    for (const piece of toPieces(calls)) await file.writeFile(piece);
    await file.datasync();
  } catch (error) {
    // An empty file is a store too, and needs no space.
    if (calls.length > 0 || !isOutOfSpace(error)) throw error;
    await file.truncate();
  }
};

/**
 * Atomically replaces a file by one with only these events, even if the process dies meanwhile. Damaged lines are first
 * moved to `<path>.damaged`.
 *
 * @returns the new file, open to read and to append
 */
export const replaceFile = async <E>(
  path: string,
  calls: readonly StoredCall<E>[],
  damaged: readonly Buffer[],
): Promise<FileHandle> => {
  const made = `${path}.${process.pid}-${randomUUID()}.new`;
  const file = await open(made, "ax+", 0o600);
  try {
    await writeCalls(file, calls);
    await setDamagedAside(path, damaged);
    await rename(made, path);
    await syncFolder(dirname(path));
    return file;
  } catch (error) {
    await file.close();
    await rm(made, { force: true });
    throw error;
  }
};
