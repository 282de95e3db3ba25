import { createUnpacker } from "./unpacker.ts";

/** Small enough to be gone through byte by byte, large enough to cost little. */
const pieceBytes = 16_384;

const magic = [0x1f, 0x8b] as const;

/** Whether bytes begin as gzip does. */
export const isGzip = (head: Uint8Array): boolean => magic.every((value, index) => head[index] === value);

const words = new Map([
  ["incorrect header check", "what follows the gzip data is no gzip data"],
  ["incorrect data check", "the gzip checksum is wrong"],
  ["incorrect length check", "the gzip length is wrong"],
]);

const toFailure = (cause: Error): Error => new Error(words.get(cause.message) ?? cause.message, { cause });

async function* cut(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const chunk of source) {
    for (let start = 0; start < chunk.length; start += pieceBytes) yield chunk.subarray(start, start + pieceBytes);
  }
}

/** Gives one byte after the other, so that all is unpacked that comes before the byte that can't be. */
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

/** What is left of a piece behind padding: tapes and block devices fill up with zeros. */
const withoutPadding = (piece: Uint8Array): Uint8Array => {
  const start = piece.findIndex((value) => value !== 0);
  return start === -1 ? new Uint8Array(0) : piece.subarray(start);
};

/**
 * Unpacks the members at the beginning of a stream.
 *
 * zlib drops what it has unpacked of a piece when the piece turns out to be damaged further on. So a second unpacker
 * follows one piece behind the first, and takes the damaged piece byte by byte.
 *
 * @returns What was not read of the piece in which padding begins; `undefined` at the end.
 * @throws When the data is damaged or ends too early; what could be unpacked came before.
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
 * Unpacks gzip: any number of members, with padding between and behind them.
 *
 * @throws When the data is damaged, ends too early, or when something else follows it; what could be unpacked came
 *   before.
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
