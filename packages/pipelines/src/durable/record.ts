import { crc32 } from "node:zlib";
import type { StoredCall } from "./store.ts";

/** How a line of the file says that an event was acknowledged. */
interface Ack {
  readonly ack: number;
}

/** The first line of every file: distinguishes an empty store from any other file. */
interface Header {
  readonly store: 1;
}

/** What one line of the file says. */
export type FileRecord<E> = StoredCall<E> | Ack | Header;

const hexDigits = 8;

const checksumOf = (bytes: Buffer | string): string => crc32(bytes).toString(16).padStart(hexDigits, "0");

/** Writes a record as a line: the CRC-32 of the JSON text in hexadecimal, a space, the JSON text. */
export const toRecord = (record: FileRecord<unknown>): string => {
  const json = JSON.stringify(record);
  return `${checksumOf(json)} ${json}\n`;
};

/** Reads a line without its line feed; returns nothing for one that is torn, damaged or no record. */
export const readRecord = <E>(line: Buffer): FileRecord<E> | undefined => {
  const json = line.subarray(hexDigits + 1);
  // The checksum of nothing is a checksum, too.
  if (json.length === 0 || line.toString("latin1", 0, hexDigits + 1) !== `${checksumOf(json)} `) return undefined;
  const record: FileRecord<E> = JSON.parse(json.toString("utf8"));
  return record;
};
