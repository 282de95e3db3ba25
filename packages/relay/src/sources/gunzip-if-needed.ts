import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";

const isGzip = (head: Uint8Array): boolean => head[0] === 0x1f && head[1] === 0x8b;

async function* chain(head: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield head;
  yield* { [Symbol.asyncIterator]: () => rest };
}

/** Unpacks bytes that begin as gzip does, and passes on any others as they are. */
export async function* gunzipIfNeeded(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  const iterator = source[Symbol.asyncIterator]();
  let head = new Uint8Array(0);
  while (head.length < 2) {
    const next = await iterator.next();
    if (next.done === true) break;
    head = Buffer.concat([head, next.value]);
  }
  const bytes = chain(head, iterator);
  if (!isGzip(head)) {
    yield* bytes;
    return;
  }
  const gunzip = createGunzip({ chunkSize: 262_144 });
  // A failure destroys the gunzip stream, and so comes out of the loop over it.
  pipeline(Readable.from(bytes, { objectMode: false }), gunzip).catch(() => undefined);
  yield* gunzip;
}
