import { once } from "node:events";
import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { describe, expect, it } from "vitest";
import type { Retry } from "../src/client-options.ts";
import { createFetchTransport, createPipelinesClient } from "../src/index.ts";
import { setUp } from "../src/testing/client.ts";
import { opened } from "../src/testing/events.ts";
import { accepted, unavailable } from "../src/testing/fake-transport.ts";
import { createNodeTransport } from "../src/transport/node-http.ts";
import { toRequestOutcome, type RequestOutcome } from "../src/transport/transport.ts";

const unsent: RequestOutcome = { status: "retryable", cause: "no connection", isUnsent: true };

const listen = async (onSocket: (socket: Socket) => void, port = 0): Promise<Server> => {
  const server = createServer((socket) => {
    socket.on("error", () => {});
    onSocket(socket);
  });
  await once(server.listen(port, "127.0.0.1"), "listening");
  return server;
};
const portOf = (server: Server): number => (server.address() as AddressInfo).port;
const createAbort = () => {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
};
const goneOf = async (): Promise<number> => {
  const server = await listen(() => {});
  const port = portOf(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
};

/** The causes of an event's first failure over a real transport, and the reason of its outcome. */
const reasonOver = async (transport: ReturnType<typeof createNodeTransport>, endpoint: string): Promise<string> => {
  const { signal, abort } = createAbort();
  const causes: string[] = [];
  const onRetry = ({ cause }: Retry): void => {
    causes.push(cause);
    abort();
  };
  const options = { lingerMs: 0, timeoutMs: 300, onRetry, allowInsecure: true };
  await using client = createPipelinesClient({ writeKey: "key", endpoint, transport, ...options });
  const outcome = await client.track(opened(1), { signal });
  transport.close?.();
  return `${causes.join()}: ${outcome.status === "undelivered" ? outcome.reason : outcome.status}`;
};

describe("the note that an event may have arrived", () => {
  const doubt = "may have arrived";

  it("is absent if there was no connection", async () => {
    const gone = await goneOf();
    const plain = await listen((socket) => socket.on("data", () => socket.end("HTTP/1.1 400 Bad\r\n\r\n")));
    const silent = await listen(() => {});
    const proxy = await listen((socket) => socket.on("data", () => socket.end("HTTP/1.1 502 Bad\r\n\r\n")));
    const node = (env = {}) => createNodeTransport(env);
    const ways = [
      [node(), `http://127.0.0.1:${gone}`, "ECONNREFUSED"],
      [createFetchTransport(), `http://127.0.0.1:${gone}`, "ECONNREFUSED"],
      [node(), "http://nowhere.invalid", "ENOTFOUND|EAI_AGAIN"],
      [node(), `https://127.0.0.1:${portOf(plain)}`, "EPROTO|ERR_SSL"],
      [createFetchTransport(), `https://127.0.0.1:${portOf(plain)}`, "EPROTO|ERR_SSL"],
      [node(), `https://127.0.0.1:${portOf(silent)}`, "no answer within"],
      [node({ https_proxy: `http://127.0.0.1:${portOf(proxy)}` }), "https://pipelines.test", "PROXY_502"],
      [node({ https_proxy: `http://127.0.0.1:${gone}` }), "https://pipelines.test", "ECONNREFUSED"],
    ] as const;
    for (const [transport, endpoint, cause] of ways) {
      const reason = await reasonOver(transport, endpoint);
      expect(reason).toMatch(new RegExp(cause));
      expect(reason).not.toContain(doubt);
    }
    for (const server of [plain, silent, proxy]) server.close();
  }, 10_000);

  it("is present if there was a connection, over either transport", async () => {
    const silent = await listen((socket) => socket.resume());
    const resets = await listen((socket) => socket.on("data", () => socket.resetAndDestroy()));
    for (const server of [silent, resets]) {
      for (const transport of [createNodeTransport(), createFetchTransport()]) {
        expect(await reasonOver(transport, `http://127.0.0.1:${portOf(server)}`)).toContain(doubt);
      }
      server.close();
    }
  });

  it.each([
    [unsent, false],
    [unavailable, true],
  ])("is present with a custom transport, unless it sets isUnsent: %j", async (answer, isInDoubt) => {
    const { client, clock } = setUp(() => answer, { deadlineMs: 2_000 });
    const outcome = client.track(opened(1));
    await clock.advance(3_000);
    const { reason } = (await outcome) as { readonly reason: string };
    expect(reason.includes(doubt)).toBe(isInDoubt);
  });

  it.each([
    ...[403, 408, 425, 429].map((status) => [status, false] as const),
    ...[0, 500, 502, 503, 504].map((status) => [status, true] as const),
  ])("is present after an answer that doesn't say that the request was refused: %i %j", async (status, isInDoubt) => {
    const { client, clock } = setUp(() => toRequestOutcome(status, null, ""), { deadlineMs: 2_000 });
    const outcome = client.track(opened(1));
    await clock.advance(3_000);
    expect(await outcome).toMatchObject({ status: "undelivered" });
    expect(JSON.stringify(await outcome).includes(doubt)).toBe(isInDoubt);
  });

  it("is present if one of several requests may have arrived", async () => {
    const answers: RequestOutcome[] = [unsent, unavailable];
    const { client, clock } = setUp(() => answers.shift() ?? unsent, { deadlineMs: 2_000 });
    const outcome = client.track(opened(1));
    await clock.advance(3_000);
    expect(await outcome).toMatchObject({ reason: expect.stringContaining(doubt) });
  });
});

describe("a refused first connection", () => {
  it("is retried until the deadline", async () => {
    const port = await goneOf();
    const told: string[] = [];
    await using client = createPipelinesClient({
      writeKey: "key",
      endpoint: `http://127.0.0.1:${port}`,
      lingerMs: 0,
      backoffBaseMs: 50,
      backoffCapMs: 50,
      onRetry: ({ cause }) => told.push(cause),
    });
    const outcome = client.track(opened(1));
    await expect.poll(() => told.length).toBeGreaterThan(2);
    const server = await listen((socket) => {
      socket.on("data", () => socket.end("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"));
    }, port);
    expect(await outcome).toMatchObject({ status: "delivered" });
    expect(new Set(told)).toEqual(new Set(["network error ECONNREFUSED"]));
    server.close();
  });
});

describe("stats().retries", () => {
  it("counts repeated requests, but not final failures", async () => {
    const { client, clock } = setUp((_, __, nth) => (nth < 3 ? unavailable : accepted));
    void client.track(opened(1));
    await clock.advance(5_000);
    expect(client.stats()).toMatchObject({ requests: 3, retries: 2 });
    const other = setUp(() => unavailable, { deadlineMs: 100, lingerMs: 0, backoffBaseMs: 1_000, timeoutMs: 100 });
    void other.client.track(opened(1));
    await other.clock.advance(1_000);
    const { requests, retries, undelivered } = other.client.stats();
    expect([undelivered, requests - retries]).toEqual([1, 1]);
  });
});
