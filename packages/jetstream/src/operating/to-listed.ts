import type { StoredMsg } from "@nats-io/jetstream";
import { decodeFacts } from "../rejects/reject-message.ts";
import { fromToken } from "../wire/names.ts";
import type { ListedReject, ShownReject } from "./listed-reject.ts";

/** Returns a message of the stream of rejects as an event. */
export const toListed = ({ seq, subject, header, data, time }: StoredMsg): ListedReject => {
  const { status, reason, issues, id, receivedAt, wholeBytes } = decodeFacts(header, time.getTime());
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
