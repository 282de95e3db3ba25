import type { Server } from "node:http";
import type { Socket } from "node:net";
import { codeOf } from "@email-events/cli";

/** Called with the HTTP status of a request that is refused, and why it is. */
export type OnRefused = (httpStatus: number, why: string) => void;

type Refusal = Parameters<OnRefused>;

const notHttp: Refusal = [400, "it isn't valid HTTP; TLS needs a proxy in front of the webhook"];

/** What Node answers by itself, by the code of the error: https://nodejs.org/api/http.html#event-clienterror */
const refusals: ReadonlyMap<string, Refusal> = new Map([
  ["ERR_HTTP_REQUEST_TIMEOUT", [408, "it didn't arrive in time"]],
  // The parser's word for a sender that ends its connection too early, such as at its own timeout.
  ["HPE_INVALID_EOF_STATE", [400, "its connection ended before it was complete"]],
  ["HPE_HEADER_OVERFLOW", [431, "its headers are too large"]],
  ["HPE_CHUNK_EXTENSIONS_OVERFLOW", [413, "the extensions of its chunks are too large"]],
]);

/**
 * Watches the requests of a server that Node refuses itself, before they are requests.
 *
 * @param isAnswered - Whether a request on the connection was answered before it was complete: how it ends is no news.
 */
export const watchRefused = (server: Server, isAnswered: (socket: Socket) => boolean, onRefused: OnRefused): void => {
  server.on("connection", (socket: Socket) => {
    socket.on("error", (error) => {
      const code = codeOf(error);
      const refusal = refusals.get(code) ?? (code.startsWith("HPE_") ? notHttp : undefined);
      if (refusal !== undefined && !isAnswered(socket)) onRefused(...refusal);
    });
  });
};

/** Returns the sentence of an answer that refuses a request: its sender may be a program that shows it to nobody. */
export const findWhy = (body: string): string => {
  const { error }: { readonly error?: unknown } = JSON.parse(body);
  return String(error);
};
