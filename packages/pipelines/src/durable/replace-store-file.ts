import type { FileHandle } from "node:fs/promises";
import { readContent, replaceFile } from "./event-file.ts";
import type { StoredCall } from "./store.ts";

/** A store's own file, to which no other process writes. */
export interface OwnFile<E> {
  readonly file: FileHandle;
  /** The events in the file, oldest first. */
  readonly calls: readonly StoredCall<E>[];
  /** Number of damaged lines that were moved. */
  readonly damagedLines: number;
}

export const notAStore = (path: string): Error =>
  new Error(`${path} is not an event store and wasn't changed: use another path for the store.`);

/**
 * Replaces an old file by a new one with its pending events. A process that has the old file open can't append any
 * more.
 *
 * @param old - The existing file, open to read; it stays open.
 * @param shownAs - The path for error messages.
 * @throws an error for a file that isn't a store, and errors of the file system, such as a full disk. The old file
 * isn't changed then.
 */
export const replaceStoreFile = async <E>(
  path: string,
  old: FileHandle,
  isWanted: (number: number) => boolean,
  shownAs = path,
): Promise<OwnFile<E>> => {
  let damagedLines = 0;
  for (;;) {
    const { size } = await old.stat();
    const content = await readContent<E>(old);
    if (size > 0 && !content.isStore) throw notAStore(shownAs);
    const calls = content.calls.filter(({ number }) => isWanted(number));
    const file = await replaceFile(path, calls, content.damaged.slice(damagedLines));
    damagedLines = content.damaged.length;
    // Another process may have written until its file was replaced.
    if ((await old.stat()).size === size) return { file, calls, damagedLines };
    await file.close();
  }
};
