import { getEventListeners } from "node:events";
import http from "node:http";
import { createServer, Socket, type Server } from "node:net";
import { afterEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { startLoopback } from "../testing/loopback.ts";
import { outcomeOf } from "../testing/outcome-of.ts";
import { createFetchTransport } from "./fetch.ts";
import { createNodeTransport } from "./node-http.ts";
import { maxAnswerBytes, toNetworkCause, type Transport } from "./transport.ts";

const transports: readonly (readonly [string, () => Transport])[] = [
  ["node:http", () => createNodeTransport()],
  ["fetch", () => createFetchTransport()],
];
const open: Transport[] = [];
afterEach(() => {
  for (const transport of open.splice(0)) transport.close?.();
});
const body = new TextEncoder().encode('{"batch":[]}');
const post = (transport: Transport, origin: string, signal = new AbortController().signal, bytes = body) => {
  open.push(transport);
  const headers = { authorization: "Basic a2V5Og==", "content-type": "application/json" };
  return outcomeOf(transport.send({ url: new URL("/v1/batch", origin), headers, body: bytes, signal }));
};

/** A server that answers with these bytes, then ends the connection. */
const startRaw = async (answer: string): Promise<{ url: string; server: Server }> => {
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.once("data", () => (answer === "" ? socket.resetAndDestroy() : socket.end(answer)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return { server, url: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}` };
};

describe.each([
  ["node:http", createNodeTransport, () => vi.spyOn(http, "request")],
  ["fetch", createFetchTransport, () => vi.spyOn(globalThis, "fetch")],
] as const)("the %s transport", (_, create, replace) => {
  it("sends by what a test puts in place of the runtime's function, also after the first request", async () => {
    await using server = await startLoopback();
    const transport = create();
    await post(transport, server.url);
    const replacement = replace();
    onTestFinished(() => replacement.mockRestore());
    expect(await post(transport, server.url)).toEqual({ status: "accepted" });
    expect(replacement).toHaveBeenCalledOnce();
  });
});

describe.each(transports)("the %s transport", (_, create) => {
  it("posts the bytes with their headers", async () => {
    await using server = await startLoopback();
    expect(await post(create(), server.url)).toEqual({ status: "accepted" });
    const [request] = server.received;
    expect(request).toMatchObject({ method: "POST", path: "/v1/batch", headers: { authorization: "Basic a2V5Og==" } });
    expect(request?.headers["content-length"]).toBe(String(body.byteLength));
    expect(request?.body.toString()).toBe('{"batch":[]}');
  });

  it("keeps its connection", async () => {
    await using server = await startLoopback();
    const transport = create();
    for (let n = 0; n < 3; n += 1) {
      await post(transport, server.url);
      // A connection is free again on the next turn at the earliest.
      await new Promise((resolve) => setImmediate(resolve));
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(new Set(server.received.map(({ socket }) => socket)).size).toBeLessThan(3);
  });

  it.each([
    [200, "accepted"],
    [202, "accepted"],
    [302, "rejected"],
    [400, "rejected"],
    [413, "rejected"],
    [401, "retryable"],
    [403, "retryable"],
    [408, "retryable"],
    [429, "retryable"],
    [500, "retryable"],
    [503, "retryable"],
  ])("treats %d as %s", async (status, expected) => {
    await using server = await startLoopback((_request, response) => {
      response.writeHead(status, { location: "/elsewhere" }).end("words");
    });
    const outcome = await post(create(), server.url);
    expect(outcome.status).toBe(expected);
    if (outcome.status === "rejected") expect(outcome).toMatchObject({ httpStatus: status, body: "words" });
    expect(server.received).toHaveLength(1);
  });

  it("reads Retry-After", async () => {
    await using server = await startLoopback((_request, response) => {
      response.writeHead(429, { "retry-after": "7" }).end();
    });
    const answer = { status: "retryable", cause: "HTTP 429", retryAfterMs: 7_000, isUnsent: true };
    expect(await post(create(), server.url)).toEqual(answer);
  });

  it("reads an endless answer only up to the maximum", async () => {
    await using server = await startLoopback((_request, response) => {
      response.writeHead(400);
      const pour = (): void => {
        while (!response.destroyed && response.write("x".repeat(10_000)));
      };
      response.on("drain", pour);
      pour();
    });
    const outcome = await post(create(), server.url);
    expect(outcome.status === "rejected" && outcome.body.length).toBeGreaterThanOrEqual(maxAnswerBytes);
    expect(outcome.status === "rejected" && outcome.body.length).toBeLessThan(maxAnswerBytes * 10);
  });

  it.each([
    ["a refused connection", "http://127.0.0.1:1", "ECONNREFUSED"],
    ["a name that doesn't exist", "http://nowhere.invalid", "ENOTFOUND|EAI_AGAIN"],
  ])("names %s", async (_name, url, code) => {
    // fetch refuses port 1 as a bad port.
    const outcome = await post(create(), url);
    expect(outcome).toEqual({
      status: "retryable",
      cause: expect.stringMatching(`network error .*(${code}|TypeError)`),
    });
  });

  it.each([
    ["a reset", "", "retryable"],
    ["an answer that isn't HTTP", "hello\r\n\r\n", "retryable"],
    ["a change of protocol", "HTTP/1.1 101 Switching\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n", "retryable"],
    ["an end before the answer", "HTTP/1.1 200", "retryable"],
    ["a truncated 200", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{", "accepted"],
    ["a truncated 400", "HTTP/1.1 400 Bad\r\nContent-Length: 100\r\n\r\nhalf", "rejected"],
    ["a truncated 503", "HTTP/1.1 503 Bad\r\nContent-Length: 100\r\n\r\nhalf", "retryable"],
  ])("treats %s as %s", async (_name, answer, expected) => {
    const { server, url } = await startRaw(answer);
    expect((await post(create(), url)).status).toBe(expected);
    server.close();
  });

  it("treats an aborted request as retryable", async () => {
    const abort = new AbortController();
    await using server = await startLoopback(() => abort.abort());
    expect((await post(create(), server.url, abort.signal)).status).toBe("retryable");
  });

  it("accepts an answer before its request is complete", async () => {
    const { server, url } = await startRaw("HTTP/1.1 413 Too Large\r\nContent-Length: 3\r\n\r\nbig");
    const outcome = await post(create(), url, undefined, new Uint8Array(20_000_000));
    expect(["rejected", "retryable"]).toContain(outcome.status);
    server.close();
  });
});

describe("the node:http transport alone", () => {
  it("asks for an answer without an encoding, since it decodes none", async () => {
    await using server = await startLoopback();
    await post(createNodeTransport(), server.url);
    expect(server.received[0]?.headers["accept-encoding"]).toBe("identity");
  });

  it("removes its listeners from a long-lived signal", async () => {
    const { signal } = new AbortController();
    await using server = await startLoopback();
    const transport = createNodeTransport();
    for (let sent = 0; sent < 3; sent += 1) await post(transport, server.url, signal);
    transport.close?.();
    await expect.poll(() => getEventListeners(signal, "abort").length).toBe(0);
  });

  it.each([
    ["a server", {}, "http://pipelines.test"],
    ["a proxy", { HTTP_PROXY: "http://pipelines.test" }, "http://elsewhere.test"],
    ["a proxy of tunnels", { HTTPS_PROXY: "http://pipelines.test" }, "https://elsewhere.test"],
  ])("gives each address of %s a second to connect", async (_, env, url) => {
    // What `net.connect` passes on: its options, and a callback.
    const connect = vi.spyOn(Socket.prototype, "connect").mockImplementation(function (this: Socket) {
      setImmediate(() => this.destroy(new Error("no network")));
      return this;
    });
    onTestFinished(() => connect.mockRestore());
    expect((await post(createNodeTransport(env), url)).status).toBe("retryable");
    expect(connect.mock.calls).toEqual([
      [
        expect.arrayContaining([
          expect.objectContaining({ host: "pipelines.test", autoSelectFamilyAttemptTimeout: 1_000 }),
        ]),
      ],
    ]);
  });
});

describe("the fetch transport", () => {
  it("uses the given fetch", async () => {
    const asked: string[] = [];
    const transport = createFetchTransport((url) => {
      asked.push(url instanceof URL ? url.href : "");
      return Promise.resolve(new Response("{}"));
    });
    expect(await post(transport, "https://cdp.customer.io")).toEqual({ status: "accepted" });
    expect(asked).toEqual(["https://cdp.customer.io/v1/batch"]);
  });
});

describe("toNetworkCause", () => {
  const coded = (code: string) => Object.assign(new Error("secret words"), { code });
  it.each([
    ["Node's own errors", coded("ECONNRESET"), "network error ECONNRESET"],
    [
      "fetch's, under cause",
      new TypeError("fetch failed", { cause: coded("UND_ERR_SOCKET") }),
      "network error UND_ERR_SOCKET",
    ],
    ["dual-stack ones", new AggregateError([coded("ETIMEDOUT")]), "network error ETIMEDOUT"],
    ["errors without a code", new TypeError("secret words"), "network error TypeError"],
    ["anything else", "secret words", "network error string"],
  ])("names %s", (_, error, cause) => {
    expect(toNetworkCause(error)).toBe(cause);
  });
});
