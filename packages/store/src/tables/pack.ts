import { pageSizeBytes } from "../sqlite/page-size.ts";
import type { Row } from "../sqlite/sqlite.ts";
import type { NewChunk } from "../stored-event.ts";
import { checksumOf, readBytes } from "./row.ts";

/** A chunk as a row keeps it. */
export interface PackedChunk {
  /** The events one behind the other. */
  readonly payload: Uint8Array;
  /** For each event, where it ends in `payload`, and its checksum: 32 bits each. */
  readonly parts: Uint8Array;
}

/** Bytes in `parts` for one event. */
export const partBytes = 8;

/**
 * Maximum bytes of a row, unless a single event is larger. Such a row, with 150 bytes for its other columns, fits into one
 * page, so that a damaged page damages only the events in it.
 */
export const maxRowBytes = pageSizeBytes - 192;

/** Splits a chunk where it is too large for one row. */
export const splitChunk = (chunk: NewChunk): readonly NewChunk[] => {
  const { payloads } = chunk;
  const pieces: NewChunk[] = [];
  let from = 0;
  let bytes = 0;
  payloads.forEach(({ byteLength }, index) => {
    if (index > from && bytes + byteLength + partBytes > maxRowBytes) {
      pieces.push({ ...chunk, payloads: payloads.slice(from, index) });
      from = index;
      bytes = 0;
    }
    bytes += byteLength + partBytes;
  });
  if (from === 0 && payloads.length > 0) return [chunk];
  if (from < payloads.length) pieces.push({ ...chunk, payloads: payloads.slice(from) });
  return pieces;
};

/** Packs events whose numbers are `first` and those that follow. */
export const packChunk = (first: number, { source, receivedAt, payloads }: NewChunk): PackedChunk => {
  const parts = Buffer.allocUnsafe(payloads.length * partBytes);
  let end = 0;
  payloads.forEach((payload, index) => {
    end += payload.byteLength;
    parts.writeUInt32BE(end, index * partBytes);
    parts.writeUInt32BE(checksumOf(first + index, { source, receivedAt, payload }), index * partBytes + 4);
  });
  return { payload: payloads.length === 1 ? (payloads[0] ?? parts) : Buffer.concat(payloads, end), parts };
};

const toBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/**
 * Splits the row of a chunk into the rows that its events would have alone. If the bytes, the end or the checksum of an
 * event are damaged, its checksum doesn't match; with a damaged end, that of the next event doesn't either. The others
 * are whole. Every byte of the payload is in one of the rows.
 */
export const unpackRow = (row: Row): readonly Row[] => {
  const { received_at, source } = row;
  const first = Number(row["number"]);
  const [payload, parts] = [readBytes(row["payload"]), readBytes(row["parts"])];
  const toRow = (number: number, checksum: number, bytes: unknown): Row => ({
    number,
    checksum,
    received_at,
    source,
    id: null,
    payload: bytes,
  });
  const count = Math.floor((parts?.byteLength ?? 0) / partBytes);
  // No checksum is negative.
  if (payload === undefined || parts === undefined || count === 0) return [toRow(first, -1, row["payload"])];
  const entries = toBuffer(parts);
  let start = 0;
  return Array.from({ length: count }, (_, index) => {
    const isLast = index === count - 1;
    const end = isLast ? payload.byteLength : Math.min(entries.readUInt32BE(index * partBytes), payload.byteLength);
    const bytes = payload.subarray(start, Math.max(start, end));
    start = Math.max(start, end);
    return toRow(first + index, entries.readUInt32BE(index * partBytes + 4), bytes);
  });
};
