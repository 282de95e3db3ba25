import { promisify } from "node:util";
import { gunzip } from "node:zlib";

/** The body of a request, or why it couldn't be read. */
export type Body =
  | {
      readonly status: "read";
      readonly bytes: Buffer;
      /** The bytes as UTF-8, for all who look at them. */
      readonly text: string;
    }
  | { readonly status: "too-large"; readonly arrivedBytes: number }
  | { readonly status: "unreadable"; readonly reason: string; readonly arrivedBytes: number };

/** Returns the size of a body, in bytes: after decompression, or as it arrived if it couldn't be read. */
export const sizeOfBody = (body: Body): number => (body.status === "read" ? body.bytes.length : body.arrivedBytes);

const gunzipAsync = promisify(gunzip);

const knownEncodings = ["br", "compress", "deflate", "zstd"];

/** Quotes only known names: in a damaged request, the header can contain the next line, with the key. */
const nameOf = (encoding: string): string =>
  knownEncodings.includes(encoding) ? `content encoding ${encoding}` : "the content encoding";

/** The maximum overhead of gzip for incompressible bytes. */
const gzipSlackBytes = 1_024;

/**
 * Reads a body of at most `limitBytes`, and decompresses gzip. A larger body, and one with an unknown encoding, is read to
 * its end, so that the sender gets an answer, but isn't kept. A small body that decompresses to a large one counts as too large.
 *
 * @param incoming - The body as it arrives.
 * @param encoding - The `Content-Encoding` header.
 */
export const readBody = async (
  incoming: AsyncIterable<Buffer>,
  encoding: string | undefined,
  limitBytes: number,
): Promise<Body> => {
  const isGzip = encoding?.trim().toLowerCase() === "gzip";
  const isKnown = isGzip || encoding === undefined || encoding === "identity";
  const keepBytes = isGzip ? limitBytes + gzipSlackBytes : limitBytes;
  const chunks: Buffer[] = [];
  let arrivedBytes = 0;
  try {
    for await (const chunk of incoming) {
      arrivedBytes += chunk.length;
      if (isKnown && arrivedBytes <= keepBytes) chunks.push(chunk);
      else chunks.length = 0;
    }
    if (!isKnown)
      return { status: "unreadable", reason: `${nameOf(encoding)} is not supported; send gzip or none`, arrivedBytes };
    if (arrivedBytes > keepBytes) return { status: "too-large", arrivedBytes };
    const sent = Buffer.concat(chunks);
    const bytes = isGzip ? await gunzipAsync(sent, { maxOutputLength: limitBytes }) : sent;
    return { status: "read", bytes, text: bytes.toString("utf8") };
  } catch (error) {
    const isBomb = error instanceof RangeError && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
    if (isBomb) return { status: "too-large", arrivedBytes };
    return { status: "unreadable", reason: "the body ends early or is not gzip", arrivedBytes };
  }
};
