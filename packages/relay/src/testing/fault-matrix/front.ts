import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { setTimeout as delay } from "node:timers/promises";

/** What happens to one request on its way to the webhook. */
export type FrontFault =
  /** Answers in place of the webhook. */
  | { readonly status: number }
  /** Passes half of the body on at once, and the rest after so many ms. */
  | { readonly delayMs: number }
  /** Passes half of the body on, and leaves. */
  | { readonly stall: true }
  /** Replaces the secret by a wrong one. */
  | { readonly wrongSecret: true }
  /** Posts a text first that isn't JSON. */
  | { readonly garbage: true };

/** A server between a sender and the webhook, such as a proxy. */
export interface Front {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** How long a request that stalls is left open, in ms. */
const stallMs = 50;

const pass = async (
  to: string,
  { headers }: IncomingMessage,
  body: Buffer,
  fault: FrontFault | undefined,
): Promise<{ readonly status: number; readonly retryAfter?: string | undefined } | undefined> => {
  const isWrong = fault !== undefined && "wrongSecret" in fault;
  const outgoing = request(to, {
    method: "POST",
    agent: false,
    headers: { ...headers, ...(isWrong && { authorization: "Bearer wrong" }) },
  });
  const answered = new Promise<IncomingMessage | undefined>((resolve) => {
    outgoing.once("response", resolve);
    outgoing.once("error", () => resolve(undefined));
  });
  const half = body.length >> 1;
  outgoing.write(body.subarray(0, half));
  if (fault !== undefined && "stall" in fault) {
    await delay(stallMs);
    outgoing.destroy();
    return undefined;
  }
  if (fault !== undefined && "delayMs" in fault) await delay(fault.delayMs);
  outgoing.end(body.subarray(half));
  const answer = await answered;
  answer?.resume();
  return answer && { status: answer.statusCode ?? 0, retryAfter: answer.headers["retry-after"] };
};

const answer = async (
  to: string,
  fault: FrontFault | undefined,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const body = await buffer(incoming);
  if (fault !== undefined && "garbage" in fault) await pass(to, incoming, Buffer.alloc(body.length, "?"), undefined);
  const passed = fault !== undefined && "status" in fault ? fault : await pass(to, incoming, body, fault);
  if (passed === undefined) response.destroy();
  else response.writeHead(passed.status).end();
};

const close = async (server: Server): Promise<void> => {
  const closed = new Promise<void>((resolve) => void server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
};

/**
 * Starts a front on loopback.
 *
 * @param to - Where the webhook is.
 * @param chooseFault - Returns the fault of a request, which are counted from 1.
 */
export const startFront = async (
  to: () => string,
  chooseFault: (number: number) => FrontFault | undefined,
): Promise<Front> => {
  let requests = 0;
  const server = createServer((incoming, response) => {
    requests += 1;
    // The sender may have closed its connection.
    answer(to(), chooseFault(requests), incoming, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return { url: `http://127.0.0.1:${port}/events`, close: () => close(server) };
};
