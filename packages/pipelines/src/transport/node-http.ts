import * as http from "node:http";
import * as https from "node:https";
import {
  maxAnswerBytes,
  toNetworkCause,
  toRequestOutcome,
  type RequestOutcome,
  type Transport,
  type TransportRequest,
} from "./transport.ts";

const readAnswer = (response: http.IncomingMessage, done: (text: string) => void): void => {
  let text = "";
  response.setEncoding("utf8");
  response.on("data", (part: string) => {
    if (text.length < maxAnswerBytes) text += part.slice(0, maxAnswerBytes - text.length);
    else response.destroy();
  });
  response.once("error", () => {});
  response.once("close", () => done(text));
};

const receive = (
  request: http.ClientRequest,
  response: http.IncomingMessage,
  resolve: (outcome: RequestOutcome) => void,
): void => {
  const { statusCode = 0, headers } = response;
  // An answer that overtakes its request leaves a connection with half a body on it; the rest would read memory
  // that the client is free to reuse.
  if (!request.writableFinished) response.once("close", () => request.destroy());
  if (statusCode >= 200 && statusCode < 300) {
    // The status says it all: waiting for the body could only turn a delivered batch into a duplicate.
    response.once("error", () => {});
    response.resume();
    resolve({ status: "accepted" });
    return;
  }
  readAnswer(response, (text) => resolve(toRequestOutcome(statusCode, headers["retry-after"], text)));
};

/** A transport over `node:http` and `node:https` with connections kept alive. */
export const createNodeTransport = (): Transport => {
  const options: http.AgentOptions = { keepAlive: true, scheduling: "lifo" };
  const schemes = {
    "http:": { request: http.request, agent: new http.Agent(options) },
    "https:": { request: https.request, agent: new https.Agent(options) },
  };
  return {
    send: ({ url, headers, body, signal }: TransportRequest) =>
      new Promise<RequestOutcome>((resolve) => {
        const { request: open, agent } = schemes[url.protocol === "https:" ? "https:" : "http:"];
        const request = open(url, {
          method: "POST",
          agent,
          signal,
          headers: { ...headers, "content-length": body.byteLength },
        });
        request.on("response", (response) => receive(request, response, resolve));
        request.on("error", (error) => resolve({ status: "retryable", cause: toNetworkCause(error) }));
        request.end(body);
      }),
    close(): void {
      for (const { agent } of Object.values(schemes)) agent.destroy();
    },
  };
};
