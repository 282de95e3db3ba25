import { pageSizeBytes } from "../sqlite/page-size.ts";

/** One row of a table, as its page holds it. */
export interface RawRow {
  readonly rowid: number;
  readonly values: readonly unknown[];
}

/** Reads a page by its number, from 1; returns nothing where the file has no such page. */
export type ReadPage = (number: number) => Buffer | undefined;

const leafOfTable = 13;

/** Reads a number of one to nine bytes: https://sqlite.org/fileformat2.html#varint */
const readVarint = (bytes: Buffer, at: number): readonly [value: number, end: number] => {
  let value = 0;
  for (let index = 0; index < 9; index += 1) {
    const byte = bytes.readUInt8(at + index);
    if (index === 8) return [value * 256 + byte, at + 9];
    value = value * 128 + (byte & 127);
    if (byte < 128) return [value, at + index + 1];
  }
  return [value, at];
};

/** How many bytes of a row stand in its page; the others are in a chain of pages. */
const localBytesOf = (bytes: number): number => {
  const most = pageSizeBytes - 35;
  if (bytes <= most) return bytes;
  const least = Math.floor(((pageSizeBytes - 12) * 32) / 255) - 23;
  const fitting = least + ((bytes - least) % (pageSizeBytes - 4));
  return fitting <= most ? fitting : least;
};

const readOverflow = (readPage: ReadPage, first: number, bytes: number): readonly Buffer[] => {
  const parts: Buffer[] = [];
  for (let [next, left] = [first, bytes]; left > 0; left -= pageSizeBytes - 4) {
    const page = readPage(next);
    // A chain that ends too early is filled with zeros: the row is damaged, and its remaining bytes are kept.
    parts.push((page ?? Buffer.alloc(pageSizeBytes)).subarray(4, 4 + Math.min(left, pageSizeBytes - 4)));
    next = page?.readUInt32BE(0) ?? 0;
  }
  return parts;
};

const integerBytes = [0, 1, 2, 3, 4, 6, 8];

/** Reads the value of a column: https://sqlite.org/fileformat2.html#record_format */
const readValue = (bytes: Buffer, at: number, type: number): readonly [value: unknown, end: number] => {
  if (type === 0) return [null, at];
  if (type === 8 || type === 9) return [type - 8, at];
  if (type === 7) return [bytes.readDoubleBE(at), at + 8];
  if (type === 6) return [Number(bytes.readBigInt64BE(at)), at + 8];
  const size = integerBytes[type];
  if (size !== undefined) return [bytes.readIntBE(at, size), at + size];
  const end = at + Math.floor((type - 12) / 2);
  if (type < 12 || end > bytes.length) throw new RangeError("A value is longer than its row.");
  const value = bytes.subarray(at, end);
  return [type % 2 === 0 ? value : value.toString("utf8"), end];
};

const readRecord = (bytes: Buffer): readonly unknown[] => {
  const [headEnd, start] = readVarint(bytes, 0);
  const values: unknown[] = [];
  let [at, body] = [start, headEnd];
  while (at < headEnd) {
    const [type, next] = readVarint(bytes, at);
    const [value, end] = readValue(bytes, body, type);
    values.push(value);
    [at, body] = [next, end];
  }
  return values;
};

// A damaged length may say anything; no event is nearly as large.
const maxRowBytes = 67_108_864;

const readCell = (page: Buffer, pointer: number, readPage: ReadPage): RawRow => {
  const [bytes, afterBytes] = readVarint(page, pointer);
  const [rowid, start] = readVarint(page, afterBytes);
  if (bytes > maxRowBytes) throw new RangeError("A row is longer than it can be.");
  const local = localBytesOf(bytes);
  const parts = [page.subarray(start, start + local)];
  if (local < bytes) parts.push(...readOverflow(readPage, page.readUInt32BE(start + local), bytes - local));
  return { rowid, values: readRecord(Buffer.concat(parts)) };
};

/** Yields the rows of a page that is a leaf of a table; those that can't be read are left out. */
export function* rowsOfPage(page: Buffer, readPage: ReadPage): Iterable<RawRow> {
  if (page.readUInt8(0) !== leafOfTable) return;
  const count = Math.min(page.readUInt16BE(3), Math.floor((pageSizeBytes - 8) / 2));
  for (let cell = 0; cell < count; cell += 1) {
    try {
      yield readCell(page, page.readUInt16BE(8 + 2 * cell), readPage);
    } catch (error) {
      // Damage: a length or a place lies outside of the page.
      if (!(error instanceof RangeError)) throw error;
    }
  }
}

/** The pages that hold nothing any more: https://sqlite.org/fileformat2.html#the_freelist */
export const freePagesOf = (readPage: ReadPage): ReadonlySet<number> => {
  const free = new Set<number>();
  const entries = pageSizeBytes / 4 - 2;
  for (let trunk = readPage(1)?.readUInt32BE(32) ?? 0; trunk > 0 && !free.has(trunk);) {
    const page = readPage(trunk);
    if (!page) break;
    free.add(trunk);
    const count = Math.min(page.readUInt32BE(4), entries);
    for (let entry = 0; entry < count; entry += 1) free.add(page.readUInt32BE(8 + 4 * entry));
    trunk = page.readUInt32BE(0);
  }
  return free;
};
