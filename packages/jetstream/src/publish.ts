import type { MsgHdrs } from "@nats-io/transport-node";
import type { Connection } from "./connection/open-connection.ts";
import { QueueError } from "./queue-error.ts";
import { type Batch, encodeBatch, headerBytes, toPartId } from "./wire/batch.ts";
import type { Names } from "./wire/names.ts";
import { splitLines } from "./wire/split-chunk.ts";

/** Returns how many bytes of lines a message can hold. */
export const maxBodyBytes = ({ maxPayload }: Connection): number => Math.max(0, maxPayload() - headerBytes);

/** The least that a message has to hold: a short event. */
const leastBodyBytes = 1024;

/**
 * Checks that messages have room for events.
 *
 * @throws QueueError: `foreign`
 */
export const checkRoom = (connection: Connection): void => {
  if (maxBodyBytes(connection) >= leastBodyBytes) return;
  throw new QueueError(
    "foreign",
    `The broker's max_payload is ${connection.maxPayload()} bytes, which leaves no room for events: allow 1 MB, its default.`,
  );
};

/** Publishes a message. Resolves once the stream has confirmed it. */
export const publishMessage = async (
  { ask, stream }: Connection,
  subject: string,
  message: { readonly body: Uint8Array; readonly headers: MsgHdrs; readonly id?: string | undefined },
): Promise<void> => {
  const { body, headers, id } = message;
  await ask(() => stream.publish(subject, body, { headers, ...(id === undefined ? {} : { msgID: id }) }));
};

/** A batch with the id under which the broker remembers it. */
export interface IdentifiedBatch extends Batch {
  readonly id?: string | undefined;
}

const tooLong = (maxBytes: number): QueueError =>
  new QueueError("refused", `A line is longer than the ${maxBytes} bytes that the broker takes: set it aside.`);

/**
 * Publishes a batch, in several messages where it is larger than one may be. Resolves once all are confirmed.
 *
 * @throws QueueError
 */
export const publishBatch = async (connection: Connection, names: Names, batch: IdentifiedBatch): Promise<void> => {
  const { source, partition, lines, id } = batch;
  const maxBytes = maxBodyBytes(connection);
  const parts = splitLines(lines, maxBytes);
  if (parts.some(({ start, end }) => end === start + 1 && (lines[start]?.length ?? 0) > maxBytes)) {
    throw tooLong(maxBytes);
  }
  const subject = names.batchSubject(source, partition);
  await Promise.all(
    parts.map((part) => {
      const isWhole = parts.length === 1;
      const message = encodeBatch(isWhole ? batch : { ...batch, lines: lines.slice(part.start, part.end) });
      const partId = id === undefined ? undefined : toPartId({ source, partition, id }, isWhole ? undefined : part);
      return publishMessage(connection, subject, { ...message, id: partId });
    }),
  );
};
