import type { Connection } from "../connection/open-connection.ts";
import { publishMessage } from "../publish.ts";
import type { Reject } from "../queue.ts";
import type { Names } from "../wire/names.ts";
import { encodeReject, type RejectOrigin } from "./reject-message.ts";

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
  await Promise.all(
    rejects.map((reject) => {
      const { body, headers, id } = encodeReject(reject, origin, connection.maxPayload());
      return publishMessage(connection, { stream, subject, body, options: { headers, msgID: id } });
    }),
  );
};
