import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createPipelinesClient } from "../index.ts";
import { opened } from "../testing/events.ts";
import { createFetchTransport } from "./fetch.ts";
import { createNodeTransport } from "./node-http.ts";
import { maxAnswerMs, toRequestOutcome, wasNeverSent, type Transport } from "./transport.ts";

const transports: readonly (readonly [string, () => Transport])[] = [
  ["node:http", () => createNodeTransport()],
  ["fetch", () => createFetchTransport()],
];
const atEnd: (() => void)[] = [];
afterEach(() => {
  for (const end of atEnd.splice(0)) end();
});

const post = (transport: Transport, origin: string, signal = new AbortController().signal) => {
  atEnd.push(() => transport.close?.());
  const body = new TextEncoder().encode('{"batch":[]}');
  return transport.send({ url: new URL("/v1/batch", origin), headers: {}, body, signal });
};

/** A server that calls the function for each connection once a request has arrived. */
const startRaw = async (answer: (socket: Socket) => void): Promise<{ url: string; closed: Promise<unknown> }> => {
  const server = createServer();
  const closed = new Promise((resolve) => {
    server.on("connection", (socket) => {
      socket.on("error", () => {});
      socket.once("data", () => answer(socket));
      socket.once("close", resolve);
      atEnd.push(() => socket.destroy());
    });
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  atEnd.push(() => server.close());
  const address = server.address();
  return { closed, url: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}` };
};

/** Lets a part of an answer arrive, which takes a turn of the event loop or a few, however long one takes. */
const passTurns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => void setTimeout(resolve, 5));
};

const head = (status: number) => `HTTP/1.1 ${status} Words\r\nContent-Length: 1000000\r\n\r\n`;
const drip = (socket: Socket): void => {
  const timer = setInterval(() => socket.write("."), 20);
  socket.once("close", () => clearInterval(timer));
};
const bodies: readonly (readonly [string, (socket: Socket) => void])[] = [
  ["stalls", () => {}],
  ["drips", drip],
  ["is cut", (socket) => socket.end()],
  ["is reset", (socket) => setTimeout(() => socket.resetAndDestroy(), 20)],
];

describe.each(transports)("an answer over %s", (_, create) => {
  describe.each(bodies)("whose body %s", (_body, goOn) => {
    it("keeps its status and the part of the message that arrived", async () => {
      const keep = async (status: number) => {
        const { url, closed } = await startRaw((socket) => {
          socket.write(`${head(status)}the words`);
          goOn(socket);
        });
        const began = performance.now();
        const outcome = await post(create(), url);
        expect(performance.now() - began).toBeLessThan(maxAnswerMs + 1_000);
        const words = outcome.status === "rejected" ? `HTTP ${outcome.httpStatus}: ${outcome.body}` : "";
        expect(outcome.status === "retryable" ? outcome.cause : words).toMatch(`HTTP ${status}: the words`);
        await closed;
      };
      await Promise.all([300, 400, 401, 403, 404, 413, 429, 500, 503].map(keep));
    });

    it("is accepted at once if it is a 200, and releases its connection", async () => {
      const { url, closed } = await startRaw((socket) => {
        socket.write(`${head(200)}{`);
        goOn(socket);
      });
      const began = performance.now();
      expect(await post(create(), url)).toEqual({ status: "accepted" });
      expect(performance.now() - began).toBeLessThan(maxAnswerMs / 2);
      await closed;
    });
  });

  it("keeps its status if the request is aborted while the body stalls", async () => {
    const abort = new AbortController();
    const { url } = await startRaw((socket) => {
      socket.write(`${head(503)}the words`);
      void passTurns(20).then(() => abort.abort());
    });
    expect(await post(create(), url, abort.signal)).toMatchObject({
      status: "retryable",
      cause: "HTTP 503: the words",
    });
  });

  it("counts if the client times out while the body stalls", async () => {
    const reasonOf = async (status: number): Promise<string> => {
      const { url } = await startRaw((socket) => socket.write(`${head(status)}the words`));
      const transport = create();
      atEnd.push(() => transport.close?.());
      const options = { lingerMs: 0, timeoutMs: 400, deadlineMs: 600, transport };
      await using client = createPipelinesClient({ writeKey: "key", endpoint: url, ...options });
      const outcome = await client.track(opened(1));
      return "reason" in outcome ? outcome.reason : outcome.status;
    };
    const statuses = [400, 404, 503];
    const reasons = await Promise.all(statuses.map(reasonOf));
    expect(reasons).toEqual(statuses.map((status) => expect.stringContaining(`HTTP ${status}: the words`)));
  });
});

describe("toRequestOutcome", () => {
  it("compares a Retry-After date with the answer's Date", () => {
    const now = Date.now();
    const later = (ms: number) => new Date(now + ms).toUTCString();
    expect(toRequestOutcome(503, later(1_205_000), "", later(1_200_000))).toMatchObject({ retryAfterMs: 5_000 });
  });

  it.each([
    [403, ""],
    [403, "<html><title>Attention Required! | Cloudflare</title></html>"],
    [403, '{"meta":{"errors":["no"]}}'],
    [401, "<html>sign in</html>"],
    [401, "Unauthorized"],
    [401, '{"message":"Unauthorized"}'],
  ])("treats a %d that isn't the API's as transient: %j", (status, body) => {
    const cause = expect.stringContaining(`HTTP ${status}`);
    expect(toRequestOutcome(status, "3", body)).toEqual({
      status: "retryable",
      cause,
      retryAfterMs: 3_000,
      isUnsent: true,
    });
  });

  it.each(["", "  \r\n", '{"meta":{"errors":["no such key"]}}', ' { "meta" : {} }'])(
    "treats a 401 as the API's if its body is %j",
    (body) => {
      expect(toRequestOutcome(401, undefined, body)).toEqual({ status: "rejected", httpStatus: 401, body });
    },
  );
});

describe("a request without a connection", () => {
  const failure = async (transport: Transport, url: string): Promise<unknown> => {
    const failed = post(transport, url).then(
      () => undefined,
      (error: unknown) => error,
    );
    return failed;
  };

  /** The address of a closed server. */
  const toNowhere = async (): Promise<string> => {
    const { url } = await startRaw(() => {});
    for (const end of atEnd.splice(0)) end();
    return url;
  };

  it("is detected over either transport: a refused connection, an unknown host", async () => {
    for (const url of [await toNowhere(), "http://nowhere.invalid"]) {
      for (const [, create] of transports) expect(wasNeverSent(await failure(create(), url))).toBe(true);
    }
  });

  it("is detected if TLS fails, but not if a connection ends without an answer", async () => {
    const answers = await startRaw((socket) => socket.end("HTTP/1.1 400 Bad\r\n\r\n"));
    const ends = () => startRaw((socket) => socket.end());
    for (const [, create] of transports) {
      expect(wasNeverSent(await failure(create(), answers.url.replace("http:", "https:")))).toBe(true);
      expect(wasNeverSent(await failure(create(), (await ends()).url))).toBe(false);
    }
    const early = (await ends()).url.replace("http:", "https:");
    expect(wasNeverSent(await failure(createNodeTransport(), early))).toBe(true);
  });

  it("is detected if a proxy refuses or can't be reached", async () => {
    const gone = await toNowhere();
    const { url } = await startRaw((socket) => socket.end("HTTP/1.1 502 Bad\r\n\r\n"));
    for (const proxy of [gone, url, "socks5://127.0.0.1:9"]) {
      const transport = createNodeTransport({ https_proxy: proxy });
      expect(wasNeverSent(await failure(transport, "https://pipelines.test"))).toBe(true);
    }
  });

  it("isn't assumed for a reused connection", async () => {
    let connections = 0;
    const { url } = await startRaw((socket) => {
      connections += 1;
      socket.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
      socket.once("data", () => socket.destroy());
    });
    const transport = createNodeTransport();
    await post(transport, url);
    // A connection is free again on the next turns at the earliest.
    await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setImmediate(resolve));
    expect([wasNeverSent(await failure(transport, url)), connections]).toEqual([false, 1]);
  });

  it.each([
    [Object.assign(new Error("x"), { code: "ECONNRESET", syscall: "read" }), false],
    [new TypeError("fetch failed"), false],
    ["text", false],
    [new TypeError("fetch failed", { cause: Object.assign(new Error(), { code: "CERT_HAS_EXPIRED" }) }), true],
    [new TypeError("fetch failed", { cause: Object.assign(new Error(), { code: "UND_ERR_CONNECT_TIMEOUT" }) }), true],
    [Object.assign(new Error("x"), { isUnsent: true }), true],
    [new AggregateError([Object.assign(new Error(), { code: "ECONNREFUSED", syscall: "connect" })]), true],
  ])("is detected by the error: %o", (error, expected) => {
    expect(wasNeverSent(error)).toBe(expected);
  });
});
