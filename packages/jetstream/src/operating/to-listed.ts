import type { StoredMsg } from "@nats-io/jetstream";
import { decodeFacts, type RejectFacts } from "../rejects/reject-message.ts";
import { fromToken } from "../wire/names.ts";
import { readHeaders } from "../wire/read-headers.ts";
import type { ListedReject, ShownReject } from "./listed-reject.ts";

/** Reads what a message of the stream of rejects says about its payload. */
export const readFacts = (message: StoredMsg): RejectFacts =>
  decodeFacts(
    readHeaders(() => message.header),
    message.time.getTime(),
  );

/** Returns a message of the stream of rejects as an event. */
export const toListed = (message: StoredMsg): ListedReject => {
  const { seq, subject, data, time } = message;
  const { status, reason, issues, id, receivedAt, wholeBytes } = readFacts(message);
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
    ...(wholeBytes === undefined ? {} : { wholeBytes }),
  };
};

/** Returns a message of the stream of rejects as an event with its payload. */
export const toShown = (message: StoredMsg): ShownReject => ({
  ...toListed(message),
  payload: message.data,
  isDamaged: false,
});
