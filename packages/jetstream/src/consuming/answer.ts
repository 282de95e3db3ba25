import type { Connection } from "../connection/open-connection.ts";

const ackTimeoutMs = 3000;
const minReleaseMs = 1000;
const nanosPerMs = 1_000_000;

/** Confirms a message, and waits until the consumer's leader has taken that. */
export const confirm = async ({ ask, client }: Connection, reply: string): Promise<void> => {
  await ask(() => client.request(reply, "+ACK", { timeout: ackTimeoutMs }));
};

// Nothing confirms these answers. If one is lost with the connection, the message is redelivered after `ack_wait`.
const send = ({ client, isConnected }: Connection, reply: string, text: string): void => {
  if (isConnected() && !client.isClosed()) client.publish(reply, text);
};

/** Starts the consumer's wait for a message anew. */
export const renew = (connection: Connection, reply: string): void => send(connection, reply, "+WPI");

/** Has a message redelivered, after at least a second: without a delay, it would be redelivered at once, repeatedly. */
export const redeliver = (connection: Connection, reply: string, delayMs: number = minReleaseMs): void => {
  const delay = Math.round(Math.max(minReleaseMs, Number.isFinite(delayMs) ? delayMs : minReleaseMs) * nanosPerMs);
  send(connection, reply, `-NAK ${JSON.stringify({ delay })}`);
};
