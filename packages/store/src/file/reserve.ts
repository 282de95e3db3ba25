import {
  closeSync,
  constants,
  fstatSync,
  ftruncateSync,
  openSync,
  readSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { storeErrors } from "../store-error.ts";

/** A file that takes room on the disk, so that events can be settled when the disk is full. */
export interface Reserve {
  /** Writes the file where it isn't there whole, and cuts a larger one; returns whether there was room. */
  readonly ensure: () => boolean;
  /** Frees the reserved space; returns whether there was any. */
  readonly release: () => boolean;
  readonly sizeBytes: () => number;
}

// Connections of clients may take all files that this process may open; they give them back.
const noRoomCodes = new Set<unknown>(["ENOSPC", "EDQUOT", "EFBIG", "EMFILE", "ENFILE"]);

const isNoRoom = (error: unknown): boolean => error instanceof Error && "code" in error && noRoomCodes.has(error.code);

const writeFlags = constants.O_RDWR | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** Written again and again: to allocate the whole file in memory takes longer than to write it. */
const zeros = Buffer.alloc(65_536);

const write = (path: string, bytes: number): void => {
  const file = openSync(path, writeFlags, 0o600);
  try {
    const first = Buffer.alloc(1);
    if (readSync(file, first, 0, 1, 0) === 1 && first[0] !== 0) throw storeErrors.notAStore(path);
    // One of a store with a higher limit would take what this one leaves to events.
    if (fstatSync(file).size > bytes) return ftruncateSync(file, bytes);
    for (let left = bytes; left > 0; left -= zeros.length) writeFileSync(file, zeros.subarray(0, left));
  } finally {
    closeSync(file);
  }
};

/** Keeps a reserve of so many bytes in `<place>.reserve`. Nothing else uses that file, and it holds zeros. */
export const createReserve = (place: string, bytes: number): Reserve => {
  const path = `${place}.reserve`;
  const sizeBytes = (): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  const release = (): boolean => {
    const size = sizeBytes();
    rmSync(path, { force: true });
    return size > 0;
  };
  return {
    sizeBytes,
    release,
    ensure() {
      if (sizeBytes() === bytes) return true;
      try {
        write(path, bytes);
        return true;
      } catch (error) {
        if (!isNoRoom(error)) throw error;
        // Half of it would be of no use.
        release();
        return false;
      }
    },
  };
};
