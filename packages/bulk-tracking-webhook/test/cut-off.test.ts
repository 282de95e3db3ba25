import { once } from "node:events";
import { type AddressInfo, connect } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { createWebhookHandler } from "../src/index.ts";
import { events, gzip, secret } from "../src/testing/post.ts";

const accept = vi.fn(async () => undefined);
const handle = createWebhookHandler({ auth: { secret }, accept });

/** Resolved with the status of each request, which a sender that is gone never sees. */
let statusOf = (_status: number): void => undefined;
const server = createAdaptorServer({
  fetch: async (request) => {
    const response = await handle(request);
    statusOf(response.status);
    return response;
  },
  overrideGlobalObjects: false,
});

beforeAll(() => once(server.listen(0, "127.0.0.1"), "listening"));
afterAll(() => once(server.close(), "close"));
afterEach(() => void accept.mockClear());

const head = (framing: string): string =>
  `POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${secret}\r\n${framing}\r\n\r\n`;

const body = Buffer.from(JSON.stringify(events));
const packed = Buffer.from(gzip(JSON.stringify(events)));

describe("a connection that ends inside a body", () => {
  it.each([
    ["of a known length, by FIN", `Content-Length: ${body.length}`, body, "end"],
    ["of a known length, by RST", `Content-Length: ${body.length}`, body, "resetAndDestroy"],
    [
      "in chunks, by FIN",
      "Transfer-Encoding: chunked",
      Buffer.from(`${body.length.toString(16)}\r\n${body.toString()}`),
      "end",
    ],
    ["in gzip, by FIN", `Content-Length: ${packed.length}`, packed, "end"],
  ] as const)("stores nothing: %s", async (_, framing, bytes, end) => {
    const answered = new Promise<number>((resolve) => {
      statusOf = resolve;
    });
    const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
    socket.on("error", () => undefined);
    await once(socket, "connect");
    const received = once(server, "request");
    socket.write(Buffer.concat([Buffer.from(head(framing)), bytes.subarray(0, -10)]));
    await received;
    socket[end]();
    expect(await answered).toBe(400);
    expect(accept).not.toHaveBeenCalled();
    socket.destroy();
  });
});
