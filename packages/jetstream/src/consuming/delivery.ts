import type { Msg } from "@nats-io/transport-node";

/** What the reply subject of a message says about it. */
export interface Delivery {
  /** How often the message was delivered, from 1. */
  readonly count: number;
  /** The number of the message in its stream. */
  readonly sequence: number;
  /** When it was stored; a text that differs between messages. */
  readonly storedAt: string;
}

/**
 * Reads a reply subject: `$JS.ACK.stream.consumer.count.sequence.consumerSequence.time.pending`, which later servers begin
 * with `$JS.ACK.domain.account`.
 */
const parseReply = (reply: string | undefined): Delivery | undefined => {
  const tokens = (reply ?? "").split(".");
  if (tokens[0] !== "$JS" || tokens[1] !== "ACK") return undefined;
  const first = tokens.length >= 11 ? 6 : 4;
  const [count, sequence, , storedAt = ""] = tokens.slice(first);
  return { count: Number(count), sequence: Number(sequence), storedAt };
};

/** A message of the stream. */
export interface DeliveredMessage extends Delivery {
  readonly message: Msg;
  /** Where the consumer takes the answer. */
  readonly reply: string;
}

/** Returns a message of the stream; undefined for one that another client sent to the inbox. */
export const toDelivered = (message: Msg): DeliveredMessage | undefined => {
  const { reply } = message;
  const delivery = parseReply(reply);
  return reply === undefined || delivery === undefined ? undefined : { ...delivery, message, reply };
};
