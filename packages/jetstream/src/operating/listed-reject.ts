import type { StoredMsg } from "@nats-io/jetstream";
import type { Issue } from "@email-events/core";
import { decodeFacts } from "../rejects/reject-message.ts";
import { fromToken } from "../wire/names.ts";

/** An event that waits for an operator, without its payload. */
export interface ListedReject {
  /** Its number in the stream of rejects, which is never given twice. */
  readonly number: number;
  readonly status: string;
  readonly reason: string;
  readonly issues: readonly Issue[];
  readonly source: string;
  /** The event's id, or a hash of it. */
  readonly id?: string;
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
  /** Milliseconds since 1970. */
  readonly setAsideAt: number;
  /** Always false: a retry is published at once. */
  readonly isRetry: boolean;
  readonly sizeBytes: number;
}

/** An event that waits for an operator, with its payload. */
export interface ShownReject extends ListedReject {
  readonly payload: Uint8Array;
  /** Always false: the broker checks what it stores. */
  readonly isDamaged: boolean;
}

/** Returns a message of the stream of rejects as an event. */
export const toListed = ({ seq, subject, header, data, time }: StoredMsg): ListedReject => {
  const { status, reason, issues, id, receivedAt } = decodeFacts(header, time.getTime());
  return {
    number: seq,
    status,
    reason,
    issues,
    source: fromToken(subject.split(".").at(-1) ?? ""),
    ...(id === "" ? {} : { id }),
    receivedAt,
    setAsideAt: time.getTime(),
    isRetry: false,
    sizeBytes: data.length,
  };
};

/** Returns a message of the stream of rejects as an event with its payload. */
export const toShown = (message: StoredMsg): ShownReject => ({
  ...toListed(message),
  payload: message.data,
  isDamaged: false,
});
