// Not as namespaces, which never have what a test puts in the place of `request`.
import http from "node:http";
import https from "node:https";
import { TLSSocket } from "node:tls";
import { proxyFor, proxyHeaders, toTarget, TunnelAgent } from "./proxy.ts";
import type { ProxyEnvironment } from "./proxy-environment.ts";
import {
  maxAnswerBytes,
  maxAnswerMs,
  toRequestOutcome,
  type RequestOutcome,
  type Transport,
  type TransportRequest,
} from "./transport.ts";

/** Destroys the connection if the body of the answer doesn't end in time. */
const limitTime = (response: http.IncomingMessage): void => {
  const timer = setTimeout(() => response.destroy(), maxAnswerMs);
  response.once("error", () => {});
  response.once("close", () => clearTimeout(timer));
};

/**
 * Reads the body of an answer up to a maximum. Returns a function that stops reading and uses the part that has
 * arrived.
 */
const readAnswer = (response: http.IncomingMessage, done: (text: string) => void): (() => void) => {
  let text = "";
  const end = (): void => done(text);
  response.setEncoding("utf8");
  response.on("data", (part: string) => {
    if (text.length < maxAnswerBytes) text += part.slice(0, maxAnswerBytes - text.length);
    else response.destroy();
  });
  response.once("close", end);
  return end;
};

/**
 * Receives an answer. Returns a function that settles it at once, by its status and the part of the body that has
 * arrived.
 */
const receive = (
  request: http.ClientRequest,
  response: http.IncomingMessage,
  resolve: (outcome: RequestOutcome) => void,
): (() => void) => {
  const { statusCode = 0, headers } = response;
  // After an answer that arrives before its request is complete, the rest of the body would be read from memory that
  // the client may reuse.
  const isOvertaking = !request.writableFinished;
  const settle = (text: string): void =>
    resolve(toRequestOutcome(statusCode, headers["retry-after"], text, headers.date));
  limitTime(response);
  if (statusCode < 200 || statusCode >= 300) {
    if (isOvertaking) response.once("close", () => request.destroy());
    return readAnswer(response, settle);
  }
  // A 2xx is final: waiting for the body could only turn a delivered batch into a duplicate.
  if (isOvertaking) request.destroy();
  else response.resume();
  settle("");
  return () => {};
};

// Codes for a certificate of an authority that Node doesn't know: a private one, or that of a proxy that inspects TLS.
const untrusted = /SELF_SIGNED_CERT|UNABLE_TO_(GET_ISSUER_CERT|VERIFY_LEAF)/;

/** Marks an error without a connection: the request can't have arrived. The code, which is all that is reported, says what to do. */
const toUnsent = (error: NodeJS.ErrnoException): Error => {
  const { code = "" } = error;
  if (untrusted.test(code)) error.code = `${code}: set NODE_EXTRA_CA_CERTS to a file with its certificate authority`;
  return Object.assign(error, { isUnsent: true });
};

/** Reports errors before the answer. */
const rejectOnError = (request: http.ClientRequest, reject: (error: Error) => void): void => {
  let isConnected = false;
  let isAnswered = false;
  request.once("socket", (socket) => {
    isConnected = request.reusedSocket;
    if (!isConnected)
      socket.once(socket instanceof TLSSocket ? "secureConnect" : "connect", () => (isConnected = true));
  });
  // An answer keeps its status and the part of the body that arrived.
  request.once("response", () => (isAnswered = true));
  request.on("error", (error) => {
    if (!isAnswered) reject(isConnected ? error : toUnsent(error));
  });
};

/** The route of requests to an origin. */
interface Route {
  readonly agent: http.Agent;
  readonly client: Pick<typeof http, "request">;
  readonly target: https.RequestOptions;
  /** A proxy for http gets the whole URL. */
  readonly isWhole: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

const agentOptions: http.AgentOptions = { keepAlive: true, scheduling: "lifo" };

const toRoute = (url: URL, env: ProxyEnvironment): Route => {
  const proxy = proxyFor(url, env);
  const isTunnel = proxy !== undefined && url.protocol === "https:";
  // The server that the agent connects to, possibly through a tunnel.
  const peer = proxy !== undefined && !isTunnel ? proxy : url;
  const client = peer.protocol === "https:" ? https : http;
  return {
    agent: isTunnel ? new TunnelAgent(proxy, agentOptions) : new client.Agent(agentOptions),
    client,
    target: toTarget(peer),
    isWhole: peer !== url,
    headers: peer === url ? {} : { host: url.host, ...proxyHeaders(peer) },
  };
};

/**
 * A transport over `node:http` and `node:https` with connections kept alive, through the proxy of the standard
 * variables in `env`.
 */
export const createNodeTransport = (env: ProxyEnvironment = process.env): Transport => {
  const routes = new Map<string, Route>();
  const routeTo = (url: URL): Route => {
    const known = routes.get(url.origin);
    if (known) return known;
    const route = toRoute(url, env);
    routes.set(url.origin, route);
    return route;
  };
  return {
    send: ({ url, headers, body, signal }: TransportRequest) =>
      new Promise<RequestOutcome>((resolve, reject) => {
        const { agent, client, target, isWhole, headers: routeHeaders } = routeTo(url);
        // Asked for none, a server may answer in any encoding (RFC 9110, 12.5.3), and nothing is decoded here.
        const own = { "accept-encoding": "identity", "content-length": body.byteLength };
        const options = {
          ...target,
          agent,
          method: "POST",
          path: isWhole ? url.href : `${url.pathname}${url.search}`,
          headers: { ...headers, ...routeHeaders, ...own },
        };
        let settleAnswer = (): void => {};
        const request = client.request(options, (response) => {
          settleAnswer = receive(request, response, resolve);
        });
        rejectOnError(request, reject);
        // The option with this name does the same at several times the cost.
        const abort = (): void => {
          settleAnswer();
          request.destroy(signal.reason);
        };
        signal.addEventListener("abort", abort);
        request.once("close", () => signal.removeEventListener("abort", abort));
        request.once("upgrade", (_, socket) => {
          socket.destroy();
          reject(Object.assign(new Error("the server speaks something else"), { code: "HTTP_101" }));
        });
        if (signal.aborted) abort();
        request.end(body);
      }),
    check: (origin) => void proxyFor(origin, env),
    close(): void {
      for (const { agent } of routes.values()) agent.destroy();
    },
  };
};
