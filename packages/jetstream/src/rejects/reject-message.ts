import type { Issue } from "@email-events/core";
import { headers, type MsgHdrs } from "@nats-io/transport-node";
import type { Reject } from "../queue.ts";
import { toHeaderId } from "../wire/batch.ts";
import { isHeaderNumber, isPartition } from "../wire/numbers.ts";
import { isRecord, parseObject } from "../wire/parse-object.ts";

/** What a message of the stream of rejects says about its payload. */
export interface RejectFacts {
  readonly status: string;
  readonly reason: string;
  readonly issues: readonly Issue[];
  /** The event's id, or a hash of it. */
  readonly id: string;
  readonly partition: number;
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
  /** The size of the event in bytes, where the payload is only its head. */
  readonly wholeBytes?: number | undefined;
}

const factsHeader = "reject";
const maxFactsChars = 16_000;
const maxReasonChars = 2000;
const maxIdChars = 200;

/** Returns JSON that a header can hold: visible ASCII. */
const toAscii = (value: unknown): string =>
  JSON.stringify(value).replaceAll(
    /[\u007f-\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

/** Returns the facts with as many issues, and as much of the reason, as there is room for. */
const formatFacts = (facts: RejectFacts, maxChars: number): string => {
  let { issues, reason, id } = facts;
  reason = reason.slice(0, maxReasonChars);
  id = id.slice(0, maxIdChars);
  for (;;) {
    const text = toAscii({ ...facts, issues, reason, id });
    if (text.length <= maxChars || (issues.length === 0 && reason === "")) return text;
    if (issues.length > 0) issues = issues.slice(0, Math.floor(issues.length / 2));
    else reason = reason.slice(0, Math.floor(reason.length / 2));
  }
};

/** Where a reject comes from. */
export interface RejectOrigin {
  readonly partition: number;
  readonly receivedAt: number;
  /** The number of the reject that was tried again with this event. */
  readonly retryOf?: number | undefined;
}

/** Bytes of the headers that a client or a server may add. */
const otherHeaderBytes = 512;

/**
 * Returns the message that keeps an event. A payload that leaves no room for the facts is cut.
 *
 * An event that is set aside again after a retry has an id of its own: the broker still remembers the first.
 */
export const encodeReject = (
  { id, status, reason, issues, payload, wholeBytes }: Reject,
  { partition, receivedAt, retryOf }: RejectOrigin,
  maxPayload: number,
): { readonly body: Uint8Array; readonly headers: MsgHdrs; readonly id: string } => {
  const maxChars = Math.min(maxFactsChars, Math.floor(maxPayload / 4));
  const format = (whole: number | undefined): string =>
    formatFacts({ status, reason, issues, id, partition, receivedAt, wholeBytes: whole }, maxChars);
  const room = (facts: string): number => Math.max(0, maxPayload - facts.length - otherHeaderBytes);
  const wholeRoom = room(format(wholeBytes));
  const isCut = payload.length > wholeRoom;
  const facts = format(isCut ? (wholeBytes ?? payload.length) : wholeBytes);
  const all = headers();
  all.set(factsHeader, facts);
  return {
    // Facts that say so may be shortened, and then leave more room than the payload needs.
    body: isCut ? payload.subarray(0, Math.min(wholeRoom, room(facts))) : payload,
    headers: all,
    id: toHeaderId(retryOf === undefined ? id : `${id}.after-${retryOf}`),
  };
};

const isIssue = (value: unknown): value is Issue =>
  isRecord(value) &&
  ["pointer", "code", "expected", "received"].every((name) => typeof value[name] === "string") &&
  ["string", "undefined"].includes(typeof value["hint"]);

const textOr = (value: unknown, fallback: string): string => (typeof value === "string" ? value : fallback);

/** Returns a number that can be published again; undefined for any other, which another program has written. */
const numberOf = (value: unknown, isFit = isHeaderNumber): number | undefined =>
  typeof value === "number" && isFit(value) ? value : undefined;

/** Reads what a message says about its payload; a message of others has no facts. */
export const decodeFacts = (all: MsgHdrs | undefined, storedAt: number): RejectFacts => {
  const facts = parseObject(all?.get(factsHeader) ?? "");
  const { issues } = facts;
  const wholeBytes = numberOf(facts["wholeBytes"]);
  return {
    status: textOr(facts["status"], "invalid"),
    reason: textOr(facts["reason"], "the message isn't one of this queue"),
    issues: Array.isArray(issues) ? issues.filter(isIssue) : [],
    id: textOr(facts["id"], ""),
    partition: numberOf(facts["partition"], isPartition) ?? 0,
    receivedAt: numberOf(facts["receivedAt"]) ?? storedAt,
    ...(wholeBytes !== undefined && { wholeBytes }),
  };
};
