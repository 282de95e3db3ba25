import { once } from "node:events";
import { connect } from "node:net";
import { createWebhookReceiver } from "@email-events/bulk-tracking-webhook";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { maxDiscardedBytes, maxDiscardMs } from "./discard-request.ts";
import { serve } from "../testing/serve.ts";

const secret = "s3cret";

const start = async () => {
  const receive = createWebhookReceiver({ auth: { secret }, maxBodyBytes: 1_000, accept: async () => undefined });
  const listener = await serve(receive);
  onTestFinished(() => listener.cut());
  return { listener, port: Number(listener.address.split(":")[1]) };
};

const secretHeader = `X-Webhook-Secret: ${secret}\r\n`;

/** Stops the time, so that the limit of time doesn't end what a busy machine makes slow. */
const stopTime = (): void => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
};

/** Opens a connection that may be cut. */
const open = (port: number) => {
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => undefined);
  onTestFinished(() => void socket.destroy());
  const closed = new Promise((resolve) => socket.once("close", resolve));
  return { socket, closed };
};

/** Sends a request as HTTP clients do that write all of it before they read: what fails a write is all they learn. */
const postAndClose = async (port: number, headers: string, body: Buffer): Promise<string> => {
  const { socket, closed } = open(port);
  socket.write(`POST / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n${headers}\r\n`);
  await new Promise<void>((resolve, reject) => {
    socket.write(body, (error) => (error ? reject(error) : resolve()));
  });
  let answer = "";
  socket.on("data", (part: Buffer) => (answer += String(part)));
  await closed;
  return answer.split("\r\n", 1)[0] ?? "";
};

/** Sends the head of a request that is refused, and returns once the answer is there. */
const sendRefused = async (port: number) => {
  const { socket, closed } = open(port);
  socket.write("POST / HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: 900000000\r\n\r\nx");
  const [answer] = await once(socket, "data");
  expect(String(answer)).toMatch(/^HTTP\/1\.1 401 /);
  return { socket, closed };
};

describe("a refused request of a sender that closes its connection", () => {
  const large = Buffer.alloc(11_000_000, " ");
  const length = `Content-Length: ${large.length}\r\n`;
  it.each([
    ["too large", `${secretHeader}${length}`, "413 Payload Too Large"],
    ["without the secret", length, "401 Unauthorized"],
    ["of another type", `${secretHeader}Content-Type: text/html\r\n${length}`, "415 Unsupported Media Type"],
  ])("is read to its end, so that the sender reads the answer: %s", async (_, headers, status) => {
    stopTime();
    const { port } = await start();
    expect(await postAndClose(port, headers, large)).toBe(`HTTP/1.1 ${status}`);
  });

  it("is read to its end where only its bytes tell that it is too large", async () => {
    stopTime();
    const { port } = await start();
    const chunk = Buffer.concat([Buffer.from(`${large.length.toString(16)}\r\n`), large, Buffer.from("\r\n0\r\n\r\n")]);
    const headers = `${secretHeader}Transfer-Encoding: chunked\r\n`;
    expect(await postAndClose(port, headers, chunk)).toBe("HTTP/1.1 413 Payload Too Large");
  });

  it("isn't waited for longer than the limit", async () => {
    stopTime();
    const { listener, port } = await start();
    const { closed } = await sendRefused(port);
    const stopped = listener.close();
    vi.advanceTimersByTime(maxDiscardMs);
    await Promise.all([closed, stopped]);
  });

  it("isn't read beyond the limit", async () => {
    stopTime();
    const { port } = await start();
    const { socket, closed } = await sendRefused(port);
    const part = Buffer.alloc(1_000_000);
    const sendOn = (): void => void socket.write(part, (error) => error ?? sendOn());
    sendOn();
    await closed;
    expect(socket.bytesWritten).toBeGreaterThan(maxDiscardedBytes);
  });
});
