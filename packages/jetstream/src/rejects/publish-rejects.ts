import type { Connection } from "../connection/open-connection.ts";
import { publishMessage } from "../publish.ts";
import type { Reject } from "../queue.ts";
import type { Names } from "../wire/names.ts";
import { encodeReject, type RejectOrigin } from "./reject-message.ts";

/** How many are published at a time: the broker answers the last of too many only after the client has given up. */
const mostAtOnce = 500;

/**
 * Keeps events for an operator. Resolves once all are confirmed.
 *
 * @param left - The events; each is removed once it is confirmed, so that what is tried again are the others.
 * @throws QueueError
 */
export const publishRejects = async (
  connection: Connection,
  names: Names,
  source: string,
  left: Set<Reject>,
  origin: RejectOrigin,
): Promise<void> => {
  const subject = names.rejectSubject(source);
  const stream = names.rejects;
  const publish = async (reject: Reject): Promise<void> => {
    const { body, headers, id } = encodeReject(reject, origin, connection.maxPayload());
    await publishMessage(connection, { stream, subject, body, id, options: { headers } });
    left.delete(reject);
  };
  const all = [...left];
  for (let start = 0; start < all.length; start += mostAtOnce) {
    const outcomes = await Promise.allSettled(all.slice(start, start + mostAtOnce).map(publish));
    for (const outcome of outcomes) if (outcome.status === "rejected") throw outcome.reason;
  }
};
