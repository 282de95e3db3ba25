import type { StreamItem } from "../chunk.ts";

/** Cuts the bytes of one connection into lines. What follows the last line feed is no line: it may be cut off. */
export interface LineSplitter {
  /** Takes the next bytes and returns the lines that end in them, without a byte order mark, and without the blank ones. */
  readonly push: (bytes: Buffer) => StreamItem[];
}

const lineFeed = 10;
const blanks: readonly (number | undefined)[] = [" ", "\t", "\r"].map((character) => character.charCodeAt(0));
const byteOrderMark = Buffer.from("\ufeff");
const headBytes = 1_000;
const smallestStoreBytes = 1_024;

const isBlank = (line: Buffer): boolean => {
  let index = 0;
  while (index < line.length && blanks.includes(line[index])) index += 1;
  return index === line.length;
};

/** Some writers begin a text with a mark. It is removed here, so that the parser of items and that of offsets agree. */
const withoutMark = (line: Buffer): Buffer =>
  line[0] === byteOrderMark[0] && line.subarray(0, byteOrderMark.length).equals(byteOrderMark)
    ? line.subarray(byteOrderMark.length)
    : line;

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

  const toItem = (written: Buffer, sizeBytes: number): StreamItem | undefined => {
    const line = withoutMark(written);
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
