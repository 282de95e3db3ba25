import { firstByte, isGzip } from "./is-gzip.ts";
import { type Body, readAll } from "./read-body.ts";

/** Whether data ended in the middle of a member, in the words of the runtimes that tell; zlib's own code on Node. */
const isUnexpectedEnd = (error: unknown): boolean => {
  const { code, cause, message } = error as { code?: unknown; cause?: { code?: unknown }; message?: unknown };
  return code === "Z_BUF_ERROR" || cause?.code === "Z_BUF_ERROR" || /unexpected end/i.test(String(message));
};

/** Rejects for data that is damaged or cut off. */
const decompress = async (bytes: Uint8Array, maxBytes: number): Promise<Body> => {
  const stream = new DecompressionStream("gzip");
  const writer = stream.writable.getWriter();
  // What fails here fails for the reader, too.
  writer.write(bytes).catch(() => undefined);
  writer.close().catch(() => undefined);
  return readAll(stream.readable.getReader(), maxBytes);
};

/**
 * Whether whole gzip is followed by a single byte that begins no other member. Node takes that for
 * the beginning of a member that is cut off.
 */
const isFollowedByByte = async (bytes: Uint8Array, maxBytes: number): Promise<boolean> => {
  if (bytes.at(-1) === firstByte) return false;
  const rest = await decompress(bytes.subarray(0, -1), maxBytes).catch(() => undefined);
  return rest?.status === "whole";
};

/**
 * Unpacks a body whose first bytes are those of gzip. `Content-Encoding` isn't used: it may be missing, or be left over
 * from a proxy that has unpacked the body.
 *
 * A damaged body is returned as it is, and becomes an item that is damaged gzip: the sender would post a refused one again.
 */
export const unpack = async (bytes: Uint8Array, maxBytes: number): Promise<Body> => {
  if (!isGzip(bytes)) return { status: "whole", bytes };
  try {
    return await decompress(bytes, maxBytes);
  } catch (error) {
    const isCutOff = isUnexpectedEnd(error) && !(await isFollowedByByte(bytes, maxBytes));
    return isCutOff ? { status: "cut-off" } : { status: "whole", bytes };
  }
};
