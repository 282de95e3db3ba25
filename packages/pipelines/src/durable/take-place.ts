import type { FileHandle } from "node:fs/promises";
import { readContent, replaceFile } from "./event-file.ts";
import type { StoredCall } from "./store.ts";

/** A file of a store's own, which no other process writes to. */
export interface Place<E> {
  readonly file: FileHandle;
  /** What the file holds, oldest first. */
  readonly calls: readonly StoredCall<E>[];
  /** How many damaged lines were moved aside. */
  readonly damagedLines: number;
}

export const notAStore = (path: string): Error =>
  new Error(`${path} is not an event store, so it was left as it is: give the store a path of its own.`);

/**
 * Puts a file of its own in the place of another one, with the events of that which are still wanted. From then on, a
 * process that has the old file open appends no more.
 *
 * @param old - The file that lies there, open to read; stays open.
 * @param shownAs - The path for error messages.
 * @throws an error for a file that isn't a store, and what the file system throws, as when the disk is full; the old file
 *   is in its place then, as it was.
 */
export const takePlace = async <E>(
  path: string,
  old: FileHandle,
  isWanted: (number: number) => boolean,
  shownAs = path,
): Promise<Place<E>> => {
  let damagedLines = 0;
  for (;;) {
    const { size } = await old.stat();
    const content = await readContent<E>(old);
    if (size > 0 && !content.isStore) throw notAStore(shownAs);
    const calls = content.calls.filter(({ number }) => isWanted(number));
    const file = await replaceFile(path, calls, content.damaged.slice(damagedLines));
    damagedLines = content.damaged.length;
    // Another process may have gone on writing until its file was replaced.
    if ((await old.stat()).size === size) return { file, calls, damagedLines };
    await file.close();
  }
};
