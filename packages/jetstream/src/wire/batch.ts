import { createHash } from "node:crypto";
import { headers, type MsgHdrs } from "@nats-io/transport-node";
import { QueueError } from "../queue-error.ts";
import { joinLines, splitBytes } from "./lines.ts";
import { fromToken, toToken } from "./names.ts";
import { isHeaderNumber, isPartition } from "./numbers.ts";
import { readHeaders } from "./read-headers.ts";

/** Lines of a partition, as a message holds them. */
export interface Batch {
  readonly source: string;
  readonly partition: number;
  readonly lines: readonly Uint8Array[];
  readonly receivedAt: number;
  /** How often these events were handed out, this time included. */
  readonly attempt: number;
  /** The number of the reject that an operator has tried again. */
  readonly retryOf?: number | undefined;
}

/** The maximum size of a message's headers in bytes, with the longest values that this package writes. */
export const headerBytes = 512;

const maxIdChars = 200;

/** Returns an id that a header can hold: itself where it is short and printable, else its hash. */
export const toHeaderId = (id: string): string =>
  /^[\x21-\x7e]+$/.test(id) && id.length <= maxIdChars ? id : createHash("sha256").update(id).digest("base64url");

/**
 * Returns the id of a part of a chunk. It holds the range of the part: under another limit the same chunk is divided in other
 * ways, and equal ids must mean equal lines.
 */
export const toPartId = (
  { source, partition, id }: { readonly source: string; readonly partition: number; readonly id: string },
  part?: { readonly start: number; readonly end: number },
): string =>
  toHeaderId([toToken(source), partition, part === undefined ? "all" : `${part.start}-${part.end}`, id].join("."));

const names = { receivedAt: "received-at", attempt: "attempt", retryOf: "retry-of" } as const;

/**
 * Returns the body and the headers of a batch.
 *
 * @throws QueueError: `refused` for a time that would not come back
 */
export const encodeBatch = (batch: Batch): { readonly body: Uint8Array; readonly headers: MsgHdrs } => {
  if (!isHeaderNumber(batch.receivedAt)) {
    throw new QueueError("refused", "The time receivedAt must be a whole number of milliseconds since 1970.");
  }
  const all = headers();
  all.set(names.receivedAt, String(batch.receivedAt));
  all.set(names.attempt, String(batch.attempt));
  if (batch.retryOf !== undefined) all.set(names.retryOf, String(batch.retryOf));
  return { body: joinLines(batch.lines), headers: all };
};

const readNumber = (all: MsgHdrs | undefined, name: string): number | undefined => {
  const text = all?.get(name) ?? "";
  return isHeaderNumber(text) ? Number(text) : undefined;
};

/** A message as a batch; `problem` says why it isn't one, and `lines` has its bytes as they are. */
export interface DecodedBatch extends Batch {
  readonly problem?: string;
}

/** Reads a message. Bytes of others may be in the stream: whoever may publish to its subjects can put them there. */
export const decodeBatch = (message: {
  readonly subject: string;
  readonly headers?: MsgHdrs | undefined;
  readonly data: Uint8Array;
}): DecodedBatch => {
  const [sourceToken = "", partitionToken = ""] = message.subject.split(".").slice(-2);
  const all = readHeaders(() => message.headers);
  const receivedAt = readNumber(all, names.receivedAt);
  const attempt = readNumber(all, names.attempt);
  const retryOf = readNumber(all, names.retryOf);
  const place = {
    source: fromToken(sourceToken),
    partition: isPartition(partitionToken) ? Number(partitionToken) : 0,
    ...(retryOf === undefined ? {} : { retryOf }),
  };
  const missing = [
    ...(isPartition(partitionToken) ? [] : ["a partition number"]),
    ...(receivedAt === undefined ? [`the header ${names.receivedAt}`] : []),
    ...(attempt === undefined || attempt < 1 ? [`the header ${names.attempt}`] : []),
  ];
  const rest = { receivedAt: receivedAt ?? 0, attempt: Math.max(1, attempt ?? 1) };
  if (missing.length > 0) {
    const problem = `a message without ${missing.join(" and ")}`;
    return { ...place, ...rest, lines: [message.data], problem };
  }
  return { ...place, ...rest, lines: splitBytes(message.data) };
};
