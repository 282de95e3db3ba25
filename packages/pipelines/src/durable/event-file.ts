import { randomUUID } from "node:crypto";
import { open, rename, rm, type FileHandle } from "node:fs/promises";
import { dirname } from "node:path";
import type { StoredCall } from "./store.ts";

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

/** What stands between line feeds. Node's own reader of lines ends one at U+2028 as well, which JSON may hold. */
async function* linesOf(file: FileHandle): AsyncIterable<string> {
  let rest = "";
  for await (const part of file.createReadStream({ start: 0, autoClose: false, encoding: "utf8" })) {
    const lines = `${rest}${part}`.split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  yield rest;
}

/** The events of a file that weren't let go of, oldest first. */
export const readCalls = async <E>(file: FileHandle): Promise<readonly StoredCall<E>[]> => {
  const kept = new Map<number, StoredCall<E>>();
  for await (const text of linesOf(file)) {
    const line = parseLine<E>(text);
    if (line && "ack" in line) kept.delete(line.ack);
    else if (line && "number" in line) kept.set(line.number, line);
  }
  return [...kept.values()];
};

// A file may hold more than a string can.
const linesAtOnce = 1_000;

function* toPieces<E>(calls: readonly StoredCall<E>[]): Iterable<string> {
  for (let from = 0; from < calls.length; from += linesAtOnce) {
    const some = calls.slice(from, from + linesAtOnce);
    yield some.map((call) => `${JSON.stringify(call)}\n`).join("");
  }
}

/** Has a rename survive a power cut, where folders can be opened. */
const syncFolder = async (path: string): Promise<void> => {
  if (process.platform === "win32") return;
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
};

/**
 * Puts a file that holds these events alone in the place of another: whole or not at all, whenever the process dies.
 *
 * @returns the new file, open to read and to append
 */
export const replaceFile = async <E>(
  path: string,
  calls: readonly StoredCall<E>[],
  mode: number,
): Promise<FileHandle> => {
  const made = `${path}.${randomUUID()}.new`;
  const file = await open(made, "ax+", mode);
  try {
    for (const piece of toPieces(calls)) await file.writeFile(piece);
    await file.datasync();
    await rename(made, path);
    await syncFolder(dirname(path));
    return file;
  } catch (error) {
    await file.close();
    await rm(made, { force: true });
    throw error;
  }
};
