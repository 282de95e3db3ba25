import { createInbox, type Msg } from "@nats-io/transport-node";
import type { Connection } from "../connection/open-connection.ts";
import type { Names } from "../wire/names.ts";
import { readHeaders } from "../wire/read-headers.ts";
import { redeliver } from "./answer.ts";
import { type DeliveredMessage, toDelivered } from "./delivery.ts";

/**
 * Why a pull has ended: it has all its messages or its time is over (`done`), nothing was heard of it (`silent`), or the server
 * doesn't take or keep it, such as when the consumer is gone (`refused`).
 */
export type PullEnd = "done" | "silent" | "refused";

/** What a pull tells its owner. */
export interface PullEvents {
  readonly onMessage: (message: DeliveredMessage) => void;
  /** The pull has ended; `missing` messages of it didn't come. */
  readonly onEnd: (end: PullEnd, missing: number) => void;
}

/** How long the server keeps a pull, and how often it says that it does, in milliseconds. */
const expiresMs = 20_000;
const heartbeatMs = 2000;
const silenceMs = 2 * heartbeatMs + 500;
const nanosPerMs = 1_000_000;

/** The server calls it Idle Heartbeat. */
const heartbeatCode = 100;
/** The server calls them No Messages and Request Timeout. */
const passedCodes: readonly number[] = [404, 408];

/** Returns what a message of the server itself means; undefined for a heartbeat. */
const endOf = (headers: Msg["headers"]): PullEnd | undefined => {
  const code = headers?.code ?? 0;
  if (code === heartbeatCode) return undefined;
  return passedCodes.includes(code) ? "done" : "refused";
};

/** Where the consumer of a queue takes requests. */
export const pullSubject = (names: Names): string => `$JS.API.CONSUMER.MSG.NEXT.${names.batches}.${names.consumer}`;

/**
 * Asks the consumer for messages.
 *
 * @returns A function that ends the pull early, as `silent`. It resolves once no message of the pull can arrive any more.
 */
export const startPull = (
  connection: Connection,
  names: Names,
  count: number,
  events: PullEvents,
): (() => Promise<void>) => {
  const { client, clock } = connection;
  const inbox = createInbox();
  let missing = count;
  let isOver = false;
  let drained: Promise<void> = Promise.resolve();
  const start = clock.now();
  const unsubscribe = (): void => {
    if (!client.isClosed()) subscription.unsubscribe();
  };
  const end = (how: PullEnd): void => {
    if (isOver) return;
    isOver = true;
    cancelSilence();
    if (how === "silent") drained = connection.ask(() => subscription.drain()).catch(unsubscribe);
    else unsubscribe();
    events.onEnd(how, missing);
  };
  const waitForSilence = (): (() => void) => clock.after(silenceMs, () => end("silent"));
  const receive = (message: Msg): void => {
    cancelSilence();
    cancelSilence = waitForSilence();
    // A message of the stream has its own subject, one of the server that of the inbox.
    if (message.subject === inbox) {
      const how = endOf(readHeaders(() => message.headers));
      // A server that ends each pull at once isn't asked again without a pause.
      const isEarly = missing > 0 && clock.now() - start < expiresMs / 2;
      if (how !== undefined) end(how === "done" && isEarly ? "refused" : how);
      return;
    }
    const delivered = toDelivered(message);
    if (delivered === undefined) return;
    missing -= 1;
    events.onMessage(delivered);
    if (missing === 0) end("done");
  };
  // The server sent the message before it knew that the pull has ended. It would be redelivered only after `ack_wait`.
  const returnLate = (message: Msg): void => {
    const late = toDelivered(message);
    if (late !== undefined) redeliver(connection, late.reply);
  };
  const subscription = client.subscribe(inbox, {
    callback: (error, message) => {
      if (error !== null) end("refused");
      else if (isOver) returnLate(message);
      else receive(message);
    },
  });
  let cancelSilence = waitForSilence();
  const request = {
    batch: count,
    expires: expiresMs * nanosPerMs,
    idle_heartbeat: heartbeatMs * nanosPerMs,
  };
  client.publish(pullSubject(names), JSON.stringify(request), { reply: inbox });
  return () => {
    end("silent");
    return drained;
  };
};
