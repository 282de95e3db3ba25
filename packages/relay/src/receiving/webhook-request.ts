import type { IncomingMessage, ServerResponse } from "node:http";
import type { BodyReader, WebhookRequest } from "@email-events/bulk-tracking-webhook";

type Read = Awaited<ReturnType<BodyReader["read"]>>;

const cutOff = "The connection ended before the body was complete.";

/** Reads a body part by part. A part that nobody has asked for yet holds back those behind it. */
const createBodyReader = (incoming: IncomingMessage): BodyReader => {
  let part: Buffer | undefined;
  let isOver = false;
  let wake = (): void => undefined;

  incoming.on("data", (bytes: Buffer) => {
    part = bytes;
    incoming.pause();
    wake();
  });
  const end = (): void => {
    isOver = true;
    wake();
  };
  incoming.once("end", end);
  // Where the connection fails, `close` follows.
  incoming.on("error", () => undefined);
  incoming.once("close", end);

  const take = (): Read | undefined => {
    if (part !== undefined) {
      const value = part;
      part = undefined;
      incoming.resume();
      return { done: false, value };
    }
    if (!isOver) return undefined;
    if (!incoming.complete) throw new Error(cutOff);
    return { done: true };
  };
  return {
    read: async () => {
      for (;;) {
        const read = take();
        if (read !== undefined) return read;
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
    cancel: async () => {
      incoming.removeAllListeners("data").resume();
    },
  };
};

/**
 * Converts a request of `node:http` to the part of `Request` that the webhook reads: creating a web-standard `Request`
 * would take longer than all other work for it.
 */
export const toWebhookRequest = (incoming: IncomingMessage, outgoing: ServerResponse): WebhookRequest => ({
  method: incoming.method ?? "",
  headers: {
    get: (name) => {
      const value = incoming.headers[name];
      return value === undefined ? null : String(value);
    },
  },
  body: { getReader: () => createBodyReader(incoming) },
  signal: {
    get aborted() {
      return outgoing.destroyed;
    },
  },
});
