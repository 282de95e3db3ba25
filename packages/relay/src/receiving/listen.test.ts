import { once } from "node:events";
import { Agent, request } from "node:http";
import { connect, type Socket } from "node:net";
import type { WebhookAnswer } from "@email-events/bulk-tracking-webhook";
import { describe, expect, it, onTestFinished } from "vitest";
import { serve } from "../testing/serve.ts";
import type { Listener, ListenPlace } from "./listen.ts";

const answer: WebhookAnswer = { status: 200, headers: {}, body: "{}" };

const start = async (
  receive = async (): Promise<WebhookAnswer> => answer,
  place: Pick<ListenPlace, "requestTimeoutMs"> = {},
): Promise<Listener> => {
  const listener = await serve(receive, place);
  onTestFinished(() => listener.cut());
  return listener;
};

/** Opens a connection, and sends what is given on it. */
const open = async ({ address }: Listener, text = ""): Promise<Socket> => {
  const [host = "", port] = address.split(":");
  const socket = connect(Number(port), host);
  onTestFinished(() => void socket.destroy());
  await once(socket, "connect");
  // Node tells that it is written, and not that it has come: a request on another connection comes after it.
  if (text !== "") await new Promise((resolve) => void socket.write(text, resolve));
  await fetch(`http://${address}/`, { headers: { connection: "close" } }).then((response) => response.text());
  return socket;
};

describe("a listener that closes", () => {
  it.each([
    ["has sent nothing", ""],
    ["has sent half of a head", "POST / HTTP/1.1\r\nHost: a"],
    ["waits for its next request", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n"],
  ])("ends a connection that %s", async (_, text) => {
    const listener = await start();
    const socket = await open(listener, text);
    const closed = once(socket.resume(), "close");
    await listener.close();
    await closed;
  });

  it("answers the requests that are open, and says that their connections end", async () => {
    let go = (): void => undefined;
    const going = new Promise<void>((resolve) => (go = resolve));
    let isReceived = (): void => undefined;
    const received = new Promise<void>((resolve) => (isReceived = resolve));
    const listener = await start(async () => {
      isReceived();
      await going;
      return answer;
    });
    const agent = new Agent({ keepAlive: true });
    onTestFinished(() => agent.destroy());
    const sent = request(`http://${listener.address}/`, { method: "POST", agent }).end();
    const responded = once(sent, "response");
    await received;
    const closing = listener.close();
    go();
    const [response] = await responded;
    expect(response.statusCode).toBe(200);
    response.resume();
    await closing;
  });
});

describe("a listener with a request that doesn't come whole", () => {
  it.each([
    ["nothing", ""],
    ["half of a head", "POST / HTTP/1.1\r\nHost: a"],
    ["half of a body", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{"],
    // By default, Node looks for late requests every 30 s: longer than the test may take.
  ])(
    "answers %s with 408 once its time is over",
    async (_, text) => {
      const never = new Promise<WebhookAnswer>(() => undefined);
      const { address } = await start(() => never, { requestTimeoutMs: 50 });
      const socket = connect(Number(address.split(":")[1]), "127.0.0.1");
      onTestFinished(() => void socket.destroy());
      let received = "";
      socket.on("data", (part: Buffer) => (received += String(part)));
      const closed = once(socket, "close");
      socket.write(text);
      await closed;
      expect(received).toMatch(/^HTTP\/1\.1 408 /);
    },
    10_000,
  );
});
