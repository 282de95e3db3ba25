import type { Connection } from "../connection/open-connection.ts";
import { publishMessage } from "../publish.ts";
import type { Reject } from "../queue.ts";
import type { Names } from "../wire/names.ts";
import { encodeReject, type RejectOrigin } from "./reject-message.ts";

/** How many are published at a time: the broker answers the last of too many only after the client has given up. */
const mostAtOnce = 500;

/** Keeps events for an operator. Resolves once all are confirmed. */
export const publishRejects = async (
  connection: Connection,
  names: Names,
  source: string,
  rejects: readonly Reject[],
  origin: RejectOrigin,
): Promise<void> => {
  const subject = names.rejectSubject(source);
  const stream = names.rejects;
  const publish = async (reject: Reject): Promise<void> => {
    const { body, headers, id } = encodeReject(reject, origin, connection.maxPayload());
    await publishMessage(connection, { stream, subject, body, options: { headers, msgID: id } });
  };
  for (let start = 0; start < rejects.length; start += mostAtOnce) {
    await Promise.all(rejects.slice(start, start + mostAtOnce).map(publish));
  }
};
