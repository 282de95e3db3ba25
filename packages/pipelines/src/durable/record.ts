import { crc32 } from "node:zlib";
import type { StoredCall } from "./store.ts";

/** A line that acknowledges an event. */
interface Ack {
  readonly ack: number;
}

/** The first line of every file, which identifies a store without events. */
interface Header {
  readonly store: 1;
}

/** The content of one line. */
export type FileRecord<E> = StoredCall<E> | Ack | Header;

const hexDigits = 8;

const checksumOf = (bytes: Buffer | string): string => crc32(bytes).toString(16).padStart(hexDigits, "0");

/** Returns a record as a line: the CRC-32 of the JSON text in hexadecimal, a space, the JSON text. */
export const toRecord = (record: FileRecord<unknown>): string => {
  const json = JSON.stringify(record);
  return `${checksumOf(json)} ${json}\n`;
};

/** Parses a line without its line feed; returns undefined if it isn't a complete record. */
export const readRecord = <E>(line: Buffer): FileRecord<E> | undefined => {
  const json = line.subarray(hexDigits + 1);
  // An empty text has a checksum too.
  if (json.length === 0 || line.toString("latin1", 0, hexDigits + 1) !== `${checksumOf(json)} `) return undefined;
  const record: FileRecord<E> = JSON.parse(json.toString("utf8"));
  return record;
};
