import { crc32 } from "node:zlib";
import type { Issue } from "@email-events/core";
import type { Row } from "../sqlite/sqlite.ts";
import { readStoredText } from "../sqlite/text.ts";
import type { SetAsideEvent, SetAsideSummary, StoredEvent } from "../stored-event.ts";

/** The CRC-32 of an event: of its payload, and of what it is kept with. */
export const checksumOf = ({ number, receivedAt, source, id, payload }: StoredEvent): number =>
  crc32(payload, crc32(`${number} ${receivedAt} ${source}\n${id === undefined ? "" : `=${id}`}`));

const isBytes = (value: unknown): value is Uint8Array => ArrayBuffer.isView(value);

/** Reads an event with its payload; returns nothing for one that isn't as it was stored. */
export const readEvent = (row: Row): StoredEvent | undefined => {
  const { payload } = row;
  const [source, id] = [readStoredText(row["source"]), readStoredText(row["id"])];
  if (source === undefined || (id === undefined && row["id"] !== null) || !isBytes(payload)) return undefined;
  const [number, receivedAt] = [Number(row["number"]), Number(row["received_at"])];
  const event: StoredEvent = { number, source, payload, receivedAt, ...(id === undefined ? {} : { id }) };
  return checksumOf(event) === Number(row["checksum"]) ? event : undefined;
};

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
  setAsideAt: Number(row["set_aside_at"]),
  status: toText(row["status"]),
  reason: toText(row["reason"]),
  issues: readIssues(row["issues"]),
  isRetry: Number(row["is_retry"]) === 1,
  sizeBytes: Number(row["size"]),
});

/** Reads an event that is set aside, damaged or not. */
export const readSetAside = (row: Row): SetAsideEvent => ({
  ...readSummary(row),
  payload: isBytes(row["payload"]) ? row["payload"] : new Uint8Array(),
  isDamaged: readEvent(row) === undefined,
});
