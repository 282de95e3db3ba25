import type { OffsetIdentity } from "../queue.ts";
import { isHeaderNumber } from "../wire/numbers.ts";
import { isRecord, parseObject } from "../wire/parse-object.ts";

/** What the stream of offsets keeps for a place. */
export interface OffsetRecord {
  /** Who wrote it: `host:pid` and a random part. */
  readonly holder: string;
  /** None until the first is put. */
  readonly offset?: string | undefined;
  /** Milliseconds since 1970. */
  readonly storedAt: number;
}

/** Who wrote an offset that an operator has set. */
export const operatorHolder = "an operator";

/** Reads a record. For a text that isn't one, it has no offset, and `an unknown program` as its holder. */
export const parseRecord = (text: string): OffsetRecord => {
  const { holder, offset, storedAt } = parseObject(text);
  return {
    holder: typeof holder === "string" ? holder : "an unknown program",
    ...(typeof offset === "string" ? { offset } : {}),
    storedAt: typeof storedAt === "number" && isHeaderNumber(storedAt) ? storedAt : 0,
  };
};

/** What all partitions of a source have in common. */
export interface SourceRecord {
  readonly partitions: number | undefined;
  readonly identity: OffsetIdentity;
}

/** Reads what the partitions of a source have in common. */
export const parseSource = (text: string): SourceRecord => {
  const { partitions, identity } = parseObject(text);
  const entries = isRecord(identity) ? Object.entries(identity) : [];
  return {
    partitions: typeof partitions === "number" ? partitions : undefined,
    identity: Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === "string")),
  };
};

export const formatRecord = (record: OffsetRecord): string => JSON.stringify(record);

export const formatSource = ({ partitions, identity }: SourceRecord): string =>
  JSON.stringify({ partitions, identity });
