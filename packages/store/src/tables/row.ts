import { crc32 } from "node:zlib";
import type { Issue } from "@email-events/core";
import type { Row } from "../sqlite/sqlite.ts";
import { readStoredText } from "../sqlite/text.ts";
import type { NewEvent, SetAsideEvent, SetAsideSummary, StoredEvent } from "../stored-event.ts";
import { hashText } from "./hash-text.ts";

/**
 * The checksum of an event: the CRC-32 of its payload, with a hash of the other columns as the initial value. That is
 * several times as fast as a CRC-32 of all columns.
 */
export const checksumOf = (number: number, { receivedAt, source, id, payload }: NewEvent): number => {
  const key = hashText(source, hashText(`${number} ${receivedAt}`, id === undefined ? 0 : 1));
  const head = id === undefined ? key : hashText(id, key);
  // For an empty buffer, Node 20 may ignore the initial value.
  return payload.byteLength === 0 ? head : crc32(payload, head);
};

/** Reads a BLOB. `@photostructure/sqlite` returns an empty one as null. */
export const readBytes = (value: unknown): Uint8Array | undefined => {
  if (value instanceof Uint8Array) return value;
  if (value === null) return new Uint8Array();
  return ArrayBuffer.isView(value) ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength) : undefined;
};

/** Reads an event with its payload; returns `undefined` if it isn't as it was stored. */
export const readEvent = (row: Row): StoredEvent | undefined => {
  const payload = readBytes(row["payload"]);
  const [source, id] = [readStoredText(row["source"]), readStoredText(row["id"])];
  if (source === undefined || (id === undefined && row["id"] !== null) || payload === undefined) return undefined;
  const [number, receivedAt] = [Number(row["number"]), Number(row["received_at"])];
  const event: StoredEvent =
    id === undefined ? { number, source, payload, receivedAt } : { number, source, payload, receivedAt, id };
  return checksumOf(number, event) === Number(row["checksum"]) ? event : undefined;
};

/** Reads a whole number; 0 where damage left something else. */
export const toNumber = (value: unknown): number => (Number.isSafeInteger(Number(value)) ? Number(value) : 0);

const toText = (value: unknown): string => readStoredText(value) ?? "";

const readIssues = (text: unknown): readonly Issue[] => {
  try {
    const issues: unknown = JSON.parse(String(text));
    return Array.isArray(issues) ? issues : [];
  } catch {
    return [];
  }
};

/** Reads what an operator is shown of an event that is set aside. */
export const readSummary = (row: Row): SetAsideSummary => ({
  number: Number(row["number"]),
  source: toText(row["source"]),
  ...(typeof row["id"] === "string" ? { id: toText(row["id"]) } : {}),
  receivedAt: Number(row["received_at"]),
  setAsideAt: toNumber(row["set_aside_at"]),
  status: toText(row["status"]),
  reason: toText(row["reason"]),
  issues: readIssues(row["issues"]),
  isRetry: Number(row["is_retry"]) === 1,
  sizeBytes: Number(row["size"]),
});

/** Reads an event that is set aside, damaged or not. */
export const readSetAside = (row: Row): SetAsideEvent => ({
  ...readSummary(row),
  payload: readBytes(row["payload"]) ?? new Uint8Array(),
  isDamaged: readEvent(row) === undefined,
});

/** Makes an event of a row that is damaged. */
export const toDamagedEvent = (row: Row): StoredEvent => {
  const [source = "", id] = [readStoredText(row["source"]), readStoredText(row["id"])];
  return {
    number: Number(row["number"]),
    receivedAt: toNumber(row["received_at"]),
    source,
    payload: readBytes(row["payload"]) ?? new Uint8Array(),
    ...(id === undefined ? {} : { id }),
  };
};
