import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** A request that the server received. */
export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Readonly<Record<string, unknown>>;
  readonly socket: Socket;
}

/** A server on 127.0.0.1, for one test. */
export interface AirshipServer {
  readonly url: string;
  readonly received: readonly Received[];
  [Symbol.asyncDispose](): Promise<void>;
}

/** Answers the request of that number, from 0. */
export type Answer = (response: ServerResponse, request: Received, number: number) => void | Promise<void>;

/** Starts a server that answers as the test says. */
export const startServer = async (answer: Answer): Promise<AirshipServer> => {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("error", () => undefined);
    response.on("error", () => undefined);
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const { url = "", headers, socket } = request;
      const one: Received = { path: url, headers, body: JSON.parse(Buffer.concat(parts).toString()), socket };
      received.push(one);
      void answer(response, one, received.length - 1);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

/** Answers each request by the next of these, and those behind the last by the last. */
export const inTurn =
  (...answers: readonly Answer[]): Answer =>
  (response, request, number) =>
    answers[Math.min(number, answers.length - 1)]?.(response, request, number);

/** An event of the stream, with an offset in order. */
export const event = (serial: number): { readonly id: string; readonly type: string; readonly offset: string } => ({
  id: `e-${serial}`,
  type: "CUSTOM",
  offset: String(1_000 + serial),
});

/** Lines of the stream. */
export const lines = (...values: readonly unknown[]): string =>
  values.map((value) => `${JSON.stringify(value)}\n`).join("");

/** Sends a text and leaves the answer open. */
export const streams =
  (text: string): Answer =>
  (response) =>
    void response.writeHead(200).write(text);

/** Sends a text and ends the answer. */
export const ends =
  (text = ""): Answer =>
  (response) =>
    void response.writeHead(200).end(text);

/** Answers with a status and a text. */
export const says =
  (status: number, text = "", headers: Readonly<Record<string, string | readonly string[]>> = {}): Answer =>
  (response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    response.writeHead(status).end(text);
  };
