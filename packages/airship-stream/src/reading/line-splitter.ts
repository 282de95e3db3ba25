import type { StreamItem } from "../chunk.ts";

/** Cuts the bytes of one connection into lines. What follows the last line feed is no line: it may be cut off. */
export interface LineSplitter {
  /** Takes the next bytes and returns the lines that end in them, without the blank ones that keep the connection alive. */
  readonly push: (bytes: Buffer) => StreamItem[];
}

const lineFeed = 10;
const blanks: readonly (number | undefined)[] = [" ", "\t", "\r"].map((character) => character.charCodeAt(0));
const headBytes = 1_000;
const smallestStoreBytes = 1_024;

const isBlank = (line: Buffer): boolean => {
  let index = 0;
  while (index < line.length && blanks.includes(line[index])) index += 1;
  return index === line.length;
};

/** The line that hasn't ended yet. */
interface OpenLine {
  /** Holds its first `sizeBytes` bytes; only its head if the line is over the limit. */
  store: Buffer;
  sizeBytes: number;
}

const nothing = Buffer.alloc(0);

/** Adds a piece to the open line. Past the limit its bytes are counted, and no longer kept. */
const append = (open: OpenLine, piece: Buffer, maxLineBytes: number): void => {
  const before = open.sizeBytes;
  open.sizeBytes += piece.length;
  if (before > maxLineBytes) return;
  if (open.sizeBytes > maxLineBytes) {
    open.store = Buffer.concat([open.store.subarray(0, Math.min(before, headBytes)), piece.subarray(0, headBytes)]);
    return;
  }
  if (open.store.length < open.sizeBytes) {
    const grown = Buffer.allocUnsafe(Math.max(2 * open.sizeBytes, smallestStoreBytes));
    open.store.copy(grown, 0, 0, before);
    open.store = grown;
  }
  piece.copy(open.store, before);
};

/**
 * Creates a splitter. It keeps at most twice `maxLineBytes`, in a store that doubles as it grows: however small the pieces
 * are that a line arrives in, each byte is copied a constant number of times.
 */
export const createLineSplitter = (maxLineBytes: number): LineSplitter => {
  let open: OpenLine = { store: nothing, sizeBytes: 0 };

  const toItem = (line: Buffer, sizeBytes: number): StreamItem | undefined => {
    if (sizeBytes > maxLineBytes) {
      const reason = `a line of ${sizeBytes} bytes is over the limit of ${maxLineBytes} bytes`;
      // Copied, since a part of the chunk would keep all of it.
      return { status: "too-large", sizeBytes, head: Buffer.from(line.subarray(0, headBytes)), reason };
    }
    return isBlank(line) ? undefined : { status: "line", bytes: line };
  };

  const endLine = (piece: Buffer): StreamItem | undefined => {
    if (open.sizeBytes === 0) return toItem(piece, piece.length);
    append(open, piece, maxLineBytes);
    const { store, sizeBytes } = open;
    open = { store: nothing, sizeBytes: 0 };
    return toItem(store.subarray(0, sizeBytes), sizeBytes);
  };

  return {
    push: (bytes) => {
      const lines: StreamItem[] = [];
      let start = 0;
      for (let end = bytes.indexOf(lineFeed); end !== -1; end = bytes.indexOf(lineFeed, start)) {
        const item = endLine(bytes.subarray(start, end));
        if (item !== undefined) lines.push(item);
        start = end + 1;
      }
      append(open, bytes.subarray(start), maxLineBytes);
      return lines;
    },
  };
};
