import type { JetStreamPublishOptions, PubAck } from "@nats-io/jetstream";
import { errors } from "@nats-io/transport-node";
import { causesOf } from "./connection/causes.ts";
import type { Connection } from "./connection/open-connection.ts";
import { notStored } from "./connection/explain.ts";
import { QueueError } from "./queue-error.ts";
import { requireStream } from "./streams/read-info.ts";
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

/** A message of a stream of the queue. */
interface Message {
  readonly stream: string;
  readonly subject: string;
  readonly body: Uint8Array | string;
  /** By which a single broker recognizes a copy. */
  readonly id?: string | undefined;
  readonly options: Partial<JetStreamPublishOptions>;
}

/**
 * Returns the option with the id of a message; none for a cluster, whose replicas may number messages differently after they
 * dropped a copy: `docs/decisions/no-message-ids-in-a-cluster.md`.
 */
const toMessageId = ({ isClustered }: Connection, id: string | undefined): Partial<JetStreamPublishOptions> =>
  id === undefined || isClustered() ? {} : { msgID: id };

/**
 * Publishes a message. Resolves once the stream has confirmed it.
 *
 * @throws QueueError; without a stream, `foreign` if it is gone, and `unavailable` if it has no leader
 */
export const publishMessage = async (
  connection: Connection,
  { stream, subject, body, id, options }: Message,
): Promise<PubAck> => {
  const publish = () => connection.stream.publish(subject, body, { ...options, ...toMessageId(connection, id) });
  try {
    const ack = await connection.ask(publish);
    // So some servers confirm a copy of a message that they haven't stored, and may lose with their leadership.
    if (ack.seq === 0) throw new QueueError(...notStored);
    return ack;
  } catch (error) {
    const isUnheard = causesOf(error).some((cause) => cause instanceof errors.NoRespondersError);
    if (isUnheard) await requireStream(connection, stream);
    throw error;
  }
};

/** A batch with the id under which the broker remembers it. */
export interface IdentifiedBatch extends Batch {
  readonly id?: string | undefined;
}

const tooLong = (maxBytes: number): QueueError =>
  new QueueError(
    "refused",
    `A line is longer than the ${maxBytes} bytes that the broker's max_payload leaves: raise it, or set the line aside.`,
  );

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
      const { body, headers } = encodeBatch(isWhole ? batch : { ...batch, lines: lines.slice(part.start, part.end) });
      const partId = id === undefined ? id : toPartId({ source, partition, id }, isWhole ? undefined : part);
      return publishMessage(connection, { stream: names.batches, subject, body, id: partId, options: { headers } });
    }),
  );
};
