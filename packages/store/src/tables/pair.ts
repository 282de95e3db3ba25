import { crc32 } from "node:zlib";
import type { Row } from "../sqlite/sqlite.ts";

/** The CRC-32 of a key and its value, both as they are stored. */
export const pairChecksum = (key: string, value: string): number => crc32(`${key}\n${value}`);

/** Whether a row has the value that was stored under its key. */
export const isWholePair = (key: unknown, value: unknown, { checksum }: Row): boolean =>
  typeof key === "string" && typeof value === "string" && pairChecksum(key, value) === Number(checksum);
