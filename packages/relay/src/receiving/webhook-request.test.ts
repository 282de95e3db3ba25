import { once } from "node:events";
import { connect } from "node:net";
import { createWebhookReceiver, type WebhookItem } from "@email-events/bulk-tracking-webhook";
import { describe, expect, it, onTestFinished } from "vitest";
import { serve } from "../testing/serve.ts";
import { until } from "../testing/start-run.ts";

const secret = "s3cret";

/** Serves a webhook that remembers what it accepted, and the status of each answer. */
const start = async (maxBodyBytes = 1_000_000) => {
  const accepted: WebhookItem[] = [];
  const statuses: number[] = [];
  const begun: string[] = [];
  const receive = createWebhookReceiver({
    auth: { secret },
    maxBodyBytes,
    accept: async (items) => void accepted.push(...items),
  });
  const listener = await serve(async (request) => {
    begun.push(request.method);
    const answer = await receive(request);
    statuses.push(answer.status);
    return answer;
  });
  onTestFinished(async () => {
    listener.cut();
    await listener.close();
  });
  return { accepted, begun, statuses, url: `http://${listener.address}`, port: Number(listener.address.split(":")[1]) };
};

const post = (url: string, body: string): Promise<Response> =>
  fetch(url, { method: "POST", headers: { "x-webhook-secret": secret }, body });

const eventsOf = (bytes: number): string => JSON.stringify([{ text: "x".repeat(bytes) }, { text: "ü" }]);

describe("a webhook on node:http", () => {
  it.each([10, 70_000, 900_000])("reads a body of %i bytes whole, in however many parts it comes", async (bytes) => {
    const { accepted, url } = await start();
    await expect((await post(url, eventsOf(bytes))).json()).resolves.toEqual({ accepted: 2, setAside: [] });
    expect(Buffer.concat(accepted.map((item) => item.bytes)).toString()).toBe(
      JSON.stringify({ text: "x".repeat(bytes) }) + JSON.stringify({ text: "ü" }),
    );
  });

  it("answers on the same connection after a body that is too large, and one that nobody read", async () => {
    const { url } = await start(1_000);
    expect((await post(url, eventsOf(2_000))).status).toBe(413);
    expect((await fetch(url, { method: "POST", body: eventsOf(200_000) })).status).toBe(401);
    expect((await fetch(url)).status).toBe(405);
    expect((await post(url, eventsOf(10))).status).toBe(200);
  });

  it.each(["end", "resetAndDestroy"] as const)("stores nothing of a body that is cut off by %s", async (end) => {
    const { accepted, begun, statuses, port } = await start();
    const socket = connect(port, "127.0.0.1");
    socket.on("error", () => undefined);
    await once(socket, "connect");
    const head = `POST / HTTP/1.1\r\nHost: h\r\nX-Webhook-Secret: ${secret}\r\nContent-Length: 100\r\n\r\n`;
    socket.write(`${head}{"type":"open"}`);
    await until(() => begun.length > 0, "it has arrived");
    socket[end]();
    await until(() => statuses.length > 0, "it is answered");
    expect([accepted, statuses]).toEqual([[], [400]]);
    socket.destroy();
  });
});
