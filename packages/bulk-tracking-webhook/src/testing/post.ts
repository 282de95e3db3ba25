import { gzipSync } from "node:zlib";

export const secret = "s3cret-of-the-tests";

/** Makes a request as a sender does. */
export const post = (body: string | Uint8Array, headers: Readonly<Record<string, string>> = {}): Request =>
  new Request("http://127.0.0.1/events", {
    method: "POST",
    headers: { authorization: `Bearer ${secret}`, "content-type": "application/json", ...headers },
    body: Uint8Array.from(Buffer.from(body)),
  });

/** Packs a text, as bytes that `Request` takes. */
export const gzip = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(gzipSync(text));

/** Three events as the reference page has them. */
export const events = [
  { type: "click", event_id: "c-1", timestamp: "1649248573401", recipient: "ada@example.com", url: "https://a.test/" },
  { type: "open", event_id: "o-1", timestamp: "1649248573402", recipient: "ada@example.com" },
  { type: "unsubscribe", event_id: "u-1", timestamp: "1649248573403", recipient: "Zoë <z@example.com>" },
] as const;
