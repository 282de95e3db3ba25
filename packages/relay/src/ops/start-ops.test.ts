import { connect } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { parseAddress } from "../config/values.ts";
import { snapshotOf } from "../testing/run-snapshot.ts";
import type { RunSnapshot } from "./snapshot.ts";
import { startOps, type OpsServer } from "./start-ops.ts";

/** Before any server is started. */
const globals = { Request, Response };

const servers: OpsServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

const start = async (
  snapshot: () => RunSnapshot | Promise<RunSnapshot> = snapshotOf,
  host = "127.0.0.1",
): Promise<OpsServer> => {
  const server = await startOps({ host, port: 0 }, snapshot);
  servers.push(server);
  return server;
};

const get = async (url: string, init?: RequestInit) => {
  const response = await fetch(url, init);
  return { status: response.status, text: await response.text(), headers: response.headers };
};

describe("the server of health and metrics", () => {
  it("answers on /healthz, /readyz and /metrics", async () => {
    const { url } = await start();
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(await get(`${url}/healthz`)).toMatchObject({ status: 200, text: "ok\n" });
    expect(await get(`${url}/readyz`)).toMatchObject({ status: 200, text: "ready\n" });
    const metrics = await get(`${url}/metrics?x=1`);
    expect(metrics).toMatchObject({
      status: 200,
      text: expect.stringContaining("\nemail_events_received_total 100\n"),
    });
    expect(metrics.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
    expect(metrics.headers.get("cache-control")).toBe("no-store");
    expect(metrics.headers.get("x-content-type-options")).toBe("nosniff");
    expect(await get(`${url}/metrics`, { method: "HEAD" })).toMatchObject({ status: 200, text: "" });
  });

  it("reads a snapshot for each request", async () => {
    let received = 0;
    const { url } = await start(async () => snapshotOf({ received: (received += 1) }));
    expect((await get(`${url}/metrics`)).text).toContain("email_events_received_total 1\n");
    expect((await get(`${url}/metrics`)).text).toContain("email_events_received_total 2\n");
    expect(await get(`${url}/readyz`)).toMatchObject({ status: 200, text: "ready\n" });
  });

  it("leaves the globals of the process as they are", async () => {
    await start();
    expect([Request === globals.Request, Response === globals.Response]).toEqual([true, true]);
  });

  it("says with 503 why the run isn't ready, without addresses, and stays healthy", async () => {
    const reason = "The write key is refused (HTTP 401)\nby ada@example.com";
    const { url } = await start(() => snapshotOf({ ready: { ok: false, reason }, paused: [reason] }));
    expect(await get(`${url}/readyz`)).toMatchObject({
      status: 503,
      text: "The write key is refused (HTTP 401)\\u{a}by [address]\n",
    });
    expect(await get(`${url}/healthz`)).toMatchObject({ status: 200 });
  });

  it("adds what an operator should know of the queue to its readiness", async () => {
    const queue = { isConnected: true, warnings: ["one replica", "no\nsync"] };
    const { url } = await start(() => snapshotOf({ queue }));
    expect(await get(`${url}/readyz`)).toMatchObject({
      status: 200,
      text: "ready\nwarning: one replica\nwarning: no\\u{a}sync\n",
    });
  });

  it("names a source that isn't read while the run is ready", async () => {
    const { url } = await start(() => snapshotOf({ paused: ["airship: HTTP 401"] }));
    expect(await get(`${url}/readyz`)).toMatchObject({ status: 200, text: "ready\nwarning: airship: HTTP 401\n" });
  });

  it.each(["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND"])("answers %s with 405", async (method) => {
    const { url } = await start();
    for (const path of ["/healthz", "/readyz", "/metrics"]) {
      const { status, headers } = await get(`${url}${path}`, { method });
      expect([status, headers.get("allow")]).toEqual([405, "GET, HEAD"]);
    }
  });

  it.each(["/", "/metrics/", "/metrics/x", "/%2e%2e/etc/passwd", "/ada@example.com"])(
    "doesn't know %s",
    async (path) => {
      const { url } = await start();
      expect(await get(`${url}${path}`)).toMatchObject({
        status: 404,
        text: "There are /healthz, /readyz, /metrics.\n",
      });
    },
  );

  it("repeats nothing of an error", async () => {
    const { url } = await start(() => {
      throw new Error("ada@example.com");
    });
    for (const path of ["/readyz", "/metrics"]) {
      expect(await get(`${url}${path}`)).toMatchObject({ status: 500, text: "The state of the run can't be read.\n" });
    }
  });

  it.each([
    ["GET /healthz HTTP/1.0\r\n\r\n", /^HTTP\/1\.1 200 OK\r\n[^]*ok\n$/],
    ["GET /readyz HTTP/1.1\r\nHost: \r\nConnection: close\r\n\r\n", /^HTTP\/1\.1 (200|400) /],
    ["GET http://[bad/healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", /^HTTP\/1\.1 4\d\d /],
    ["GET /%ff%00 HTTP/1.1\r\nHost: a b@c\r\nConnection: close\r\n\r\n", /^HTTP\/1\.1 4\d\d /],
    ["hello\r\n\r\n", /^HTTP\/1\.1 400 /],
    [`GET /healthz HTTP/1.1\r\nHost: a\r\nX: ${"x".repeat(100_000)}\r\n\r\n`, /^HTTP\/1\.1 431 |^$/],
  ])("answers the bytes %j, and goes on", async (bytes, answer) => {
    const { url } = await start();
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    // What was refused may be cut off while it is sent.
    socket.on("error", () => undefined);
    const parts: Buffer[] = [];
    socket.on("data", (part: Buffer) => parts.push(part));
    const closed = new Promise((resolve) => socket.once("close", resolve));
    socket.write(bytes);
    await closed;
    expect(Buffer.concat(parts).toString()).toMatch(answer);
    expect(await get(`${url}/healthz`)).toMatchObject({ status: 200 });
  });

  it("closes with connections open", async () => {
    const server = await startOps({ host: "127.0.0.1", port: 0 }, snapshotOf);
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
    await new Promise((resolve) => socket.once("connect", resolve));
    const ended = new Promise((resolve) => socket.once("close", resolve));
    await server.close();
    await ended;
    await expect(fetch(server.url)).rejects.toThrow();
  });

  it("says that it can't listen, for an address that is in use", async () => {
    const { url } = await start();
    const address = parseAddress(url.slice("http://".length));
    expect(address).toBeDefined();
    await expect(startOps(address ?? { host: "", port: 0 }, snapshotOf)).rejects.toThrow(
      /^--ops-listen: can't listen on 127\.0\.0\.1:\d+ \(EADDRINUSE/,
    );
  });
});
