import { once } from "node:events";
import { connect } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createAirshipStreamSandbox } from "./airship-stream/create-airship-stream-sandbox.ts";
import { maxDiscardedBytes } from "./http/discard-body.ts";
import { createSandbox } from "./pipelines-api/create-sandbox.ts";

const large = Buffer.alloc(11_000_000, " ");

interface Servers {
  readonly api: string;
  readonly stream: string;
  readonly close: () => Promise<unknown>;
}
let servers: Servers;
beforeEach(async () => {
  const api = await createSandbox({ writeKey: "key" });
  const stream = await createAirshipStreamSandbox({ token: "token", count: 0 });
  const close = () => Promise.all([api.close(), stream.close()]);
  servers = { api: api.url, stream: stream.url, close };
});
afterEach(() => servers.close());

type Server = "api" | "stream";
type Headers = Readonly<Record<string, string>>;

const open = (server: Server, line: string, headers: Headers) => {
  const { port, host } = new URL(servers[server]);
  const socket = connect(Number(port), "127.0.0.1");
  const lines = Object.entries({ host, connection: "close", ...headers }).map(([name, value]) => `${name}: ${value}`);
  socket.write([`${line} HTTP/1.1`, ...lines, "", ""].join("\r\n"));
  return socket;
};

/** Sends a request as HTTP clients do that write all of it before they read: what fails a write is all they learn. */
const send = async (server: Server, line: string, headers: Headers): Promise<string> => {
  const socket = open(server, line, { "content-length": String(large.length), ...headers });
  await new Promise<void>((resolve, reject) => {
    socket.once("error", reject);
    socket.write(large, (error) => (error ? reject(error) : resolve()));
  });
  let answer = "";
  socket.on("data", (part: Buffer) => (answer += String(part)));
  await once(socket, "close");
  return answer.slice("HTTP/1.1 ".length).split("\r\n", 1)[0] ?? "";
};

const strict: Headers = { "x-strict-mode": "1" };

describe("a large request that is refused", () => {
  it.each<[Server, string, Headers, string]>([
    ["api", "POST /v1/batches", {}, "404 Not Found"],
    ["api", "PUT /v1/batch", {}, "404 Not Found"],
    ["api", "POST /", {}, "404 Not Found"],
    ["api", "POST /v1/batch", strict, "401 Unauthorized"],
    ["api", "POST /v1/batch", { ...strict, authorization: `Basic ${btoa("key:")}` }, "400 Bad Request"],
    ["api", "POST /v1/batch", { ...strict, "content-encoding": "br" }, "401 Unauthorized"],
    ["api", "POST /v1/batch", { host: "example.com" }, "421 Misdirected Request"],
    ["api", "POST /v1/batch", { origin: "https://example.com" }, "403 Forbidden"],
    ["api", "POST /_sandbox/faults", {}, "400 Bad Request"],
    ["api", "POST /_sandbox/nothing", {}, "404 Not Found"],
    ["api", "POST /_sandbox/requests", { "sec-fetch-site": "cross-site" }, "403 Forbidden"],
    ["stream", "POST /api/nothing", {}, "404 Not Found"],
    ["stream", "PUT /api/events", {}, "405 Method Not Allowed"],
    ["stream", "POST /api/events", {}, "401 Unauthorized"],
    ["stream", "POST /api/events", { "content-encoding": "br" }, "401 Unauthorized"],
    ["stream", "POST /api/events", { host: "example.com" }, "421 Misdirected Request"],
  ])("is read, so that its sender reads the answer: %s %s %o", async (server, line, headers, status) => {
    expect(await send(server, line, headers)).toBe(status);
  });

  it("is answered while its sender waits for the answer", async () => {
    const socket = open("api", "POST /v1/batches", { "content-length": "900000000" });
    socket.write("x");
    const [answer] = await once(socket, "data");
    expect(String(answer)).toMatch(/^HTTP\/1\.1 404 /);
    socket.destroy();
  });

  it("isn't read beyond the limit", async () => {
    const socket = open("api", "POST /v1/batches", { "content-length": "90000000000" });
    const closed = new Promise((resolve) => socket.once("close", resolve));
    socket.on("error", () => undefined).resume();
    const part = Buffer.alloc(1_000_000);
    const sendOn = (): void => void socket.write(part, (error) => error ?? sendOn());
    sendOn();
    await closed;
    expect(socket.bytesWritten).toBeGreaterThan(maxDiscardedBytes);
  });
});
