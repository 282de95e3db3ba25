import { createUnpacker } from "./unpacker.ts";

/** Small enough to be decompressed byte by byte, and large enough to be fast. */
const pieceBytes = 16_384;

const words = new Map([
  ["incorrect header check", "the gzip data is followed by other data"],
  ["incorrect data check", "the gzip checksum is wrong"],
  ["incorrect length check", "the gzip length is wrong"],
]);

const toFailure = (cause: Error): Error => new Error(words.get(cause.message) ?? cause.message, { cause });

async function* cut(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const chunk of source) {
    for (let start = 0; start < chunk.length; start += pieceBytes) yield chunk.subarray(start, start + pieceBytes);
  }
}

/** Decompresses one byte after the other, to get everything before the first damaged one. */
async function* unpackBytewise(
  unpacker: ReturnType<typeof createUnpacker>,
  piece: Uint8Array,
): AsyncGenerator<Uint8Array, void, undefined> {
  for (let index = 0; index < piece.length; index += 1) {
    const { bytes, error } = await unpacker.write(piece.subarray(index, index + 1));
    yield* bytes;
    if (error !== undefined) return;
  }
}

/** Returns the rest of a chunk after padding, because tapes and block devices pad with zeros. */
const withoutPadding = (piece: Uint8Array): Uint8Array => {
  const start = piece.findIndex((value) => value !== 0);
  return start === -1 ? new Uint8Array(0) : piece.subarray(start);
};

/**
 * Decompresses the members at the beginning of a stream.
 *
 * zlib drops the output of a chunk that is damaged further on. So a second decompressor follows one chunk behind the
 * first, and gets the damaged chunk byte by byte.
 *
 * @returns The rest of the chunk in which padding begins; `undefined` at the end.
 * @throws If the data is damaged or ends too early, after yielding everything that could be decompressed.
 */
async function* unpackMembers(
  pieces: AsyncIterator<Uint8Array>,
  first: Uint8Array,
): AsyncGenerator<Uint8Array, Uint8Array | undefined, undefined> {
  const leader = createUnpacker();
  const follower = createUnpacker();
  try {
    let behind = new Uint8Array(0);
    for (let piece: Uint8Array = first; ;) {
      const [unpacked] = await Promise.all([leader.write(piece), follower.write(behind)]);
      if (unpacked.error !== undefined) {
        yield* unpackBytewise(follower, piece);
        throw toFailure(unpacked.error);
      }
      yield* unpacked.bytes;
      if (unpacked.readBytes < piece.length) return piece.subarray(unpacked.readBytes);
      behind = new Uint8Array(piece);
      const next = await pieces.next();
      if (next.done === true) break;
      piece = next.value;
    }
    const error = await leader.end();
    if (error !== undefined) throw toFailure(error);
    return undefined;
  } finally {
    leader.destroy();
    follower.destroy();
  }
}

/**
 * Decompresses gzip: any number of members, with padding between and after them.
 *
 * @throws If the data is damaged, ends too early or is followed by other data, after yielding everything that could be
 * decompressed.
 */
export async function* gunzip(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  const pieces = cut(source);
  try {
    let rest: Uint8Array | undefined = new Uint8Array(0);
    for (;;) {
      while (rest.length === 0) {
        const next: IteratorResult<Uint8Array> = await pieces.next();
        if (next.done === true) return;
        rest = withoutPadding(next.value);
      }
      rest = yield* unpackMembers(pieces, rest);
      if (rest === undefined) return;
      rest = withoutPadding(rest);
    }
  } finally {
    await pieces.return();
  }
}
