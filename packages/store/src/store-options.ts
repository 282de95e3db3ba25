import { minMaxBytes } from "./file/size-limit.ts";

/** How a store is opened. */
export interface StoreOptions {
  /**
   * The most that the file, its write-ahead log and its reserve may take on the disk, in bytes; at least 1,000,000.
   * About an eighth of it and 64 KiB, 17 MB at most, are for the log and the reserve, so that events can be settled
   * when the rest is full. While a change is written, its log may pass the limit. Default: no limit.
   */
  readonly maxBytes?: number | undefined;
  /**
   * How many ids are remembered, 100,000,000 at most; fewer where they would take more than a quarter of `maxBytes`. Each takes
   * 12 to 20 bytes of memory, from the start.
   * Default: 100,000; 0 remembers none.
   */
  readonly rememberIds?: number | undefined;
  /** Milliseconds since 1970. Default: `Date.now`. */
  readonly now?: (() => number) | undefined;
}

const optionNames = Object.keys({ maxBytes: 0, rememberIds: 0, now: 0 } satisfies Record<keyof StoreOptions, 0>);

/** @throws a RangeError for options out of range, and a TypeError for unknown ones and for values of another type */
export const checkOptions = (options: StoreOptions): void => {
  if (typeof options !== "object" || options === null) throw new TypeError("The options must be an object.");
  const { maxBytes, rememberIds, now } = options;
  if (Object.keys(options).some((name) => !optionNames.includes(name))) {
    throw new TypeError(`A store has only the options ${optionNames.join(", ")}.`);
  }
  if (now !== undefined && typeof now !== "function") throw new TypeError("now must be a function.");
  if (maxBytes !== undefined && !(Number.isSafeInteger(maxBytes) && maxBytes >= minMaxBytes)) {
    throw new RangeError(`maxBytes must be a whole number of at least ${minMaxBytes} bytes.`);
  }
  if (rememberIds !== undefined && !(Number.isInteger(rememberIds) && rememberIds >= 0 && rememberIds <= 100_000_000)) {
    throw new RangeError("rememberIds must be a whole number from 0 to 100,000,000.");
  }
};
