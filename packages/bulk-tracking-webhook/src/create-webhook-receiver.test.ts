import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { expect, it, onTestFinished, vi } from "vitest";
import { createWebhookReceiver } from "./create-webhook-receiver.ts";
import type { WebhookOptions } from "./options.ts";
import type { WebhookRequest } from "./request.ts";

const setUp = () => {
  const accept = vi.fn<WebhookOptions["accept"]>(async () => undefined);
  return { accept, receive: createWebhookReceiver({ auth: "none", accept }) };
};

it("takes a request of node:http, its body as a web stream", async () => {
  const { accept, receive } = setUp();
  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const { method = "", headers } = incoming;
    const { status, body } = await receive({
      method,
      headers: { get: (name) => String(headers[name] ?? "") || null },
      body: Readable.toWeb(incoming),
      signal: { aborted: false },
    });
    outgoing.writeHead(status).end(body);
  };
  const server = createServer((incoming, outgoing) => void answer(incoming, outgoing));
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = Object(server.address());
  const response = await fetch(`http://127.0.0.1:${port}/`, { method: "POST", body: '[{"a":1},{"a":2}]' });
  expect([response.status, await response.json()]).toEqual([200, { accepted: 2, setAside: [] }]);
  expect(accept).toHaveBeenCalledOnce();
});

it.each<readonly [string, unknown]>([
  ["a string", "[]"],
  ["bytes", Buffer.from("[]")],
  ["a stream of Node", Readable.from(["[]"])],
])("throws for a body that is %s", async (_, body) => {
  const { accept, receive } = setUp();
  const request = { method: "POST", headers: new Headers(), body, signal: { aborted: false } } as WebhookRequest;
  await expect(receive(request)).rejects.toThrow(new TypeError("body.getReader is not a function"));
  expect(accept).not.toHaveBeenCalled();
});
