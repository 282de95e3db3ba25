import type { Item } from "./item.ts";

/** Gathers the bytes of one item over chunk borders, and lets go of them when they pass the limit. */
export interface ItemBuffer {
  readonly add: (part: Buffer) => void;
  readonly sizeBytes: () => number;
  /** Returns the item gathered so far and starts anew. */
  readonly take: (line: number) => Item;
}

const headBytes = 1_000;

/** Many tiny parts cost more in bookkeeping than in bytes, so they are joined now and then. */
const maxParts = 1_000;

/**
 * Makes an empty buffer.
 *
 * @param maxBytes - The largest item that is kept.
 */
export const createItemBuffer = (maxBytes: number): ItemBuffer => {
  let parts: Buffer[] = [];
  let head: Buffer | undefined;
  let sizeBytes = 0;

  const add = (part: Buffer): void => {
    sizeBytes += part.length;
    if (head !== undefined) return;
    parts.push(part);
    if (sizeBytes > maxBytes) {
      // A copy, so that the chunk itself can be freed.
      head = Buffer.from(Buffer.concat(parts).subarray(0, headBytes));
      parts = [];
    } else if (parts.length > maxParts) parts = [Buffer.concat(parts)];
  };

  const take = (line: number): Item => {
    const [only] = parts;
    const item: Item =
      head === undefined
        ? { kind: "whole", line, bytes: parts.length === 1 && only !== undefined ? only : Buffer.concat(parts) }
        : { kind: "too-large", line, sizeBytes, head };
    parts = [];
    head = undefined;
    sizeBytes = 0;
    return item;
  };

  return { add, sizeBytes: () => sizeBytes, take };
};
