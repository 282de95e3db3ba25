import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { WebhookReceiver } from "@email-events/bulk-tracking-webhook";
import { trackConnections } from "./connections.ts";
import { discardRequest } from "./discard-request.ts";
import { listenAt } from "../ops/listen-at.ts";
import { findWhy, watchRefused, type OnRefused } from "./refused-requests.ts";
import { toWebhookRequest } from "./webhook-request.ts";

/** A server that answers requests. */
export interface Listener {
  /** Where it listens, such as `127.0.0.1:8080`. */
  readonly address: string;
  /** Takes no more requests, and resolves once the open ones are answered. */
  readonly close: () => Promise<void>;
  /** Cuts what is still open. */
  readonly cut: () => void;
}

/** A server that listens. Requests wait until it is given what answers them, and what is told of those that are refused. */
export interface BoundListener extends Listener {
  readonly serve: (receive: WebhookReceiver, onRefused?: OnRefused) => void;
}

/** Where a server listens. */
export interface ListenPlace {
  readonly host: string;
  readonly port: number;
  /** How long a request may take to arrive; 25 s by default. */
  readonly requestTimeoutMs?: number;
}

/** What is late is cut off within 30 s, of which looking for it takes up to a fifth. */
const defaultRequestTimeoutMs = 25_000;

/**
 * Listens for requests over HTTP.
 *
 * @param option - What names the address on the command line, for messages.
 * @throws RunError when it can't listen there.
 */
export const listen = async (
  { host, port, requestTimeoutMs = defaultRequestTimeoutMs }: ListenPlace,
  option: string,
): Promise<BoundListener> => {
  let start = (_receive: WebhookReceiver): void => undefined;
  const served = new Promise<WebhookReceiver>((resolve) => (start = resolve));
  let tellRefused: OnRefused = () => undefined;
  const answered = new WeakSet<Socket>();
  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const receive = await served;
    const { status, headers, body } = await receive(toWebhookRequest(incoming, outgoing));
    if (status !== 200 && !outgoing.destroyed) tellRefused(status, findWhy(body));
    outgoing.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) });
    if (incoming.complete) return void outgoing.end(body);
    answered.add(incoming.socket);
    // The sender can read the answer at once, and the connection ends once the rest of its request is read.
    outgoing.write(body);
    await discardRequest(incoming);
    outgoing.end();
  };
  const server = createServer(
    {
      requestTimeout: requestTimeoutMs,
      headersTimeout: requestTimeoutMs,
      // By default, Node looks every 30 s, so that a slow request could take twice its time.
      connectionsCheckingInterval: requestTimeoutMs / 5,
    },
    (incoming, outgoing) => {
      connections.enter(incoming, outgoing);
      answer(incoming, outgoing).catch(() => outgoing.destroy());
    },
  );
  const connections = trackConnections(server);
  const isAnswered = (socket: Socket): boolean => answered.has(socket);
  watchRefused(server, isAnswered, (status, why) => tellRefused(status, why));
  return {
    serve: (receive, onRefused = () => undefined) => {
      tellRefused = onRefused;
      start(receive);
    },
    address: await listenAt(server, { host, port }, option),
    close: async () => {
      const closed = new Promise<void>((resolve) => void server.close(() => resolve()));
      connections.close();
      await closed;
    },
    cut: () => server.closeAllConnections(),
  };
};
