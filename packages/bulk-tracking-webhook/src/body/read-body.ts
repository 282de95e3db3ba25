import { isGzip } from "./is-gzip.ts";
import type { BodyReader, WebhookRequest } from "../request.ts";

/** A body that was read whole, or why there is none. */
export type Body =
  | { readonly status: "whole"; readonly bytes: Uint8Array }
  | { readonly status: "cut-off" | "too-large" };

const concatenate = (parts: readonly Uint8Array[], length: number): Uint8Array => {
  const [first] = parts;
  if (first?.length === length) return first;
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
};

/** Reads a stream to its end, but never more than `maxBytes`. Rejects as the stream does. */
export const readAll = async (reader: BodyReader, maxBytes: number): Promise<Body> => {
  const parts: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return { status: "whole", bytes: concatenate(parts, length) };
    length += value.length;
    if (length > maxBytes) {
      // Not awaited: a sender that goes on sending would hold the answer back.
      reader.cancel().catch(() => undefined);
      return { status: "too-large" };
    }
    parts.push(value);
  }
};

/**
 * Whether a body is shorter than its `Content-Length`. Something in front of the handler may have unpacked it and left the
 * headers: the length is that of the gzip then, which is larger than a small body, and smaller than a large one.
 */
const isShort = (bytes: Uint8Array, declared: number, headers: WebhookRequest["headers"]): boolean =>
  bytes.length < declared && (isGzip(bytes) || !/gzip/i.test(headers.get("content-encoding") ?? ""));

/** Reads the body of a request, as it was sent. */
export const readBody = async (request: WebhookRequest, maxBytes: number): Promise<Body> => {
  const { body, headers } = request;
  const declared = Number(headers.get("content-length") ?? 0);
  if (declared > maxBytes) return { status: "too-large" };
  if (body === null) return declared > 0 ? { status: "cut-off" } : { status: "whole", bytes: new Uint8Array() };
  // Not within `try`: a string or a stream of Node would seem to be cut off, and the sender would repeat it forever.
  const reader = body.getReader();
  try {
    const read = await readAll(reader, maxBytes);
    if (read.status !== "whole" || (declared > 0 && read.bytes.length === declared)) return read;
    // Some adapters end the stream without an error. Not asked before: Deno prints a warning where a signal is used.
    return request.signal.aborted || isShort(read.bytes, declared, headers) ? { status: "cut-off" } : read;
  } catch {
    return { status: "cut-off" };
  }
};
